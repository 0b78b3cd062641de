package dev.lethe.trace;

import dev.lethe.lane.LaneWatch;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends spans to an OpenTelemetry collector, by OTLP over HTTP, in a thread of its own. What cannot
 * be sent is dropped: no batch waits for a trace.
 */
public final class Traces implements AutoCloseable {
  private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
  private static final int LAST_SPANS_SECONDS = 3;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  /**
   * Begins.
   *
   * @param endpoint the collector's whole address, {@code http://localhost:4318/v1/traces}
   * @param headers go along with each call to it
   */
  public Traces(String endpoint, Map<String, String> headers) {
    OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint);
    headers.forEach(exporter::addHeader);
    this.provider =
        SdkTracerProvider.builder()
            .setResource(Resource.create(Attributes.of(SERVICE, "lethe")))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter.build()).build())
            .build();
    this.tracer = provider.get("dev.lethe");
  }

  /** Traces the lane of that vendor. */
  public LaneWatch of(String vendor) {
    return new LaneTraces(tracer, vendor);
  }

  /** Sends what is left, and ends. */
  @Override
  public void close() {
    provider.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
  }
}
