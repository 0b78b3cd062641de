package dev.lethe.bench.hot;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.QueryText;
import dev.lethe.bench.stub.TencentReply;
import dev.lethe.lane.ReplyReader;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.ItemList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A batch of 100 through the delivered route of Tencent IM, with its reply at hand: the body made,
 * the reply read, the codes taken out of it. The unit is a row.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReplyBenchmark {
  private static final int ITEMS = 100;
  private static final String ROUTE = "routes/vendors/tencent-im.camel.yaml";

  private final CamelContext camel = new DefaultCamelContext();
  private final ReplyReader reader = new ReplyReader(new ObjectMapper(), Clock.systemUTC());
  private final ProducerTemplate calls = camel.createProducerTemplate();
  private final List<String> subjects =
      IntStream.rangeClosed(1, ITEMS).mapToObj(row -> "user-" + row).toList();
  private byte[] reply = {};
  private Object told = "";

  /** Loads the route, behind which the vendor's reply is at hand. */
  @Setup
  public void start() throws Exception {
    camel.getRegistry().bind("itemList", new ItemList());
    camel.getRegistry().bind("query", new QueryText());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:call").process(exchange -> answer(exchange));
          }
        });
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + Path.of(ROUTE)));
    camel.start();
    told = a_row_through_the_route();
  }

  /** Ends it. */
  @TearDown
  public void stop() {
    camel.stop();
  }

  private void answer(Exchange exchange) throws IOException {
    if (reply.length == 0) {
      byte[] asked = exchange.getMessage().getBody(byte[].class);
      reply = TencentReply.to(asked, TencentReply.Kind.DELETE).json();
    }
    exchange.getMessage().setBody(new ByteArrayInputStream(reply));
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
    reader.process(exchange);
  }

  /** All of it but the HTTP call. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object a_row_through_the_route() throws Exception {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(subjects);
    exchange.setVariable(
        "vendor", Map.of("sdk-app-id", "1400000000", "identifier", "administrator"));
    exchange.setVariable("token", "no-signature");
    calls.send("direct:vendor-tencent-im", exchange);
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange.getMessage().getBody();
  }

  /** The reply's bytes to JSON, of which the above is a part. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Object a_row_of_a_reply_parsed() throws IOException {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setBody(new ByteArrayInputStream(reply));
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
    reader.process(exchange);
    return exchange.getMessage().getBody();
  }

  /** What the route leaves, to an answer that the lane understands. */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public Answer a_row_of_an_answer_read() {
    return Answer.read(told, subjects);
  }
}
