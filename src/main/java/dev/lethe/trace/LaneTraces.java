package dev.lethe.trace;

import dev.lethe.lane.Batch;
import dev.lethe.lane.LaneWatch;
import dev.lethe.lane.Settled;
import dev.lethe.ledger.Settlement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;

/**
 * One span for each batch, and in it one for each HTTP call; a login's call has no batch and stands
 * alone. A span holds the vendor, the batch's id and size, the verdict and words of ours, and
 * nothing else: no address, query, header, body or subject is ever handed to it.
 */
final class LaneTraces implements LaneWatch {
  static final AttributeKey<String> VENDOR = AttributeKey.stringKey("lethe.vendor");
  static final AttributeKey<String> BATCH = AttributeKey.stringKey("lethe.batch.id");
  static final AttributeKey<String> KIND = AttributeKey.stringKey("lethe.batch.kind");
  static final AttributeKey<Long> SIZE = AttributeKey.longKey("lethe.batch.size");
  static final AttributeKey<String> VERDICT = AttributeKey.stringKey("lethe.verdict");
  static final AttributeKey<String> CODE = AttributeKey.stringKey("lethe.code");
  static final AttributeKey<String> RESULT = AttributeKey.stringKey("lethe.call.result");

  private final Tracer tracer;
  private final String vendor;

  LaneTraces(Tracer tracer, String vendor) {
    this.tracer = tracer;
    this.vendor = vendor;
  }

  @Override
  public Trip begins(Batch batch) {
    Span span =
        tracer
            .spanBuilder("lethe.batch")
            .setNoParent()
            .setAttribute(VENDOR, vendor)
            .setAttribute(BATCH, batch.id())
            .setAttribute(KIND, batch.verify() ? "verify" : "delete")
            .setAttribute(SIZE, (long) batch.items().size())
            .startSpan();
    return new Traced(span);
  }

  @Override
  public void called(String result, long nanos) {
    call(Context.root(), result, nanos);
  }

  private void call(Context parent, String result, long nanos) {
    Instant end = Instant.now();
    Span span =
        tracer
            .spanBuilder("lethe.vendor.call")
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(end.minusNanos(nanos))
            .setAttribute(VENDOR, vendor)
            .setAttribute(RESULT, result)
            .startSpan();
    if (!result.equals(ANSWERED)) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end(end);
  }

  @Override
  public void leftOut(List<Settlement> settled) {
    // No call was made.
  }

  @Override
  public void loggedIn(boolean made) {
    // Its call has a span.
  }

  private final class Traced implements Trip {
    private final Span span;

    Traced(Span span) {
      this.span = span;
    }

    @Override
    public void called(String result, long nanos) {
      call(Context.root().with(span), result, nanos);
    }

    @Override
    public void settled(Settled settled) {
      span.setAttribute(VERDICT, settled.verdict());
      if (!settled.code().isEmpty()) {
        span.setAttribute(CODE, settled.code()).setStatus(StatusCode.ERROR);
      }
      span.end();
    }

    @Override
    public void notSent() {
      span.setAttribute(VERDICT, "NOT_SENT");
      span.end();
    }
  }
}
