package dev.lethe.bench.hot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lethe.bench.stub.TencentReply;
import dev.lethe.lane.ReplyReader;
import dev.lethe.vendor.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Tencent's reply to a batch of 100, step by step: the bytes to JSON, the route file's own
 * expression over it, and the answer that the lane understands. The unit is a row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplyBenchmark {
  private static final int ITEMS = 100;

  private final CamelContext camel = new DefaultCamelContext();
  private final ReplyReader reader = new ReplyReader(new ObjectMapper(), Clock.systemUTC());
  private List<String> subjects = List.of();
  private byte[] reply = {};
  private Expression verdicts = camel.resolveLanguage("constant").createExpression("");
  private Expression body = verdicts;
  private Object read = "";
  private Object told = "";

  /** Makes the reply, and takes the route's expressions out of its file. */
  @Setup
  public void prepare() throws IOException {
    subjects = IntStream.rangeClosed(1, ITEMS).mapToObj(row -> "user-" + row).toList();
    String asked =
        subjects.stream()
            .map(subject -> "{\"UserID\":\"" + subject + "\"}")
            .collect(Collectors.joining(",", "{\"DeleteItem\":[", "]}"));
    reply =
        TencentReply.to(asked.getBytes(StandardCharsets.UTF_8), TencentReply.Kind.DELETE).json();
    verdicts = expression("tencent-im-delete-verdicts");
    body = expression("tencent-im-delete-body");
    read = a_reply_parsed();
    told = a_reply_read_by_the_route();
  }

  private Expression expression(String id) throws IOException {
    JsonNode file =
        new ObjectMapper(new YAMLFactory())
            .readTree(Path.of("routes/vendors/tencent-im.camel.yaml").toFile());
    for (JsonNode step : file.at("/0/route/from/steps")) {
      if (step.at("/setBody/id").asText().equals(id)) {
        return camel.resolveLanguage("spel").createExpression(step.at("/setBody/spel").asText());
      }
    }
    throw new IOException("The route has no step " + id);
  }

  private Exchange exchange(Object content) {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(content);
    return exchange;
  }

  /** The bytes to JSON. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object a_reply_parsed() throws IOException {
    Exchange exchange = exchange(new ByteArrayInputStream(reply));
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
    reader.process(exchange);
    return exchange.getMessage().getBody();
  }

  /** The route's own expression over the JSON. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object a_reply_read_by_the_route() {
    return verdicts.evaluate(exchange(read), Object.class);
  }

  /** What the route leaves, to an answer. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Answer a_reply_understood() {
    return Answer.read(told, subjects);
  }

  /** The route's own expression that makes the body of the call. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object a_call_made_by_the_route() {
    return body.evaluate(exchange(subjects), Object.class);
  }
}
