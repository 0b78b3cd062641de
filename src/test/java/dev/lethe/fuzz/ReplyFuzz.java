package dev.lethe.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.lethe.LetheApplication;
import dev.lethe.TestClock;
import dev.lethe.intake.Intake;
import dev.lethe.intake.Submission;
import dev.lethe.lane.Batch;
import dev.lethe.lane.Lane;
import dev.lethe.lane.LaneRevival;
import dev.lethe.lane.Lanes;
import dev.lethe.ledger.Balance;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.OutcomeCursor;
import dev.lethe.ledger.OutcomeLine;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.request.Row;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * What holds for every reply of a vendor: each row of its batch is settled or due again, none is
 * called deleted that the reply does not call so, the next right replies settle the rest, and the
 * log holds none of it.
 *
 * <p>All of Lethe but its timers: real routes, real HTTP, a real ledger; the clock is the test's,
 * and batches are claimed and sent by the test, so that nothing waits.
 */
final class ReplyFuzz implements AutoCloseable {
  private static final int MOST_ROUNDS = 60;
  private static final int MOST_CALLS = 200;
  private static final int HELD = 10;
  private static final List<String> MARKERS = List.of("zq7", "Zqbody", "1380013", "139000");

  private final Path home = Files.createTempDirectory("reply-fuzz");
  private final TestClock clock = new TestClock();
  private final Map<String, OddVendor> vendors = new LinkedHashMap<>();
  private final Map<String, RequestRecord> bystanders = new LinkedHashMap<>();
  private final StubVendor stub;
  private final ConfigurableApplicationContext context;
  private final ProducerTemplate template;
  private final Ledger ledger;
  private final Lanes lanes;
  private final Recorder log = new Recorder();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private int tries;

  ReplyFuzz() throws Exception {
    Cells.VENDORS.forEach(name -> vendors.put(name, new OddVendor(name, new Chance(new Random()))));
    stub = new StubVendor(call -> vendors.get(call.address().split("/", -1)[1]).answer(call));
    context =
        new SpringApplicationBuilder(LetheApplication.class)
            .initializers(this::setClock)
            .run(arguments());
    CamelContext camel = context.getBean(CamelContext.class);
    for (String route : List.of("intake", "receipts", "dead-letter")) {
      camel.getRouteController().stopRoute(route);
    }
    for (String name : vendors.keySet()) {
      camel.getRouteController().stopRoute("lane-" + name);
    }
    template = camel.createProducerTemplate();
    ledger = context.getBean(Ledger.class);
    lanes = context.getBean(Lanes.class);
    for (String name : vendors.keySet()) {
      List<String> held = new ArrayList<>();
      for (int i = 0; i < HELD; i++) {
        held.add(name.equals("longlonglong") ? "1390000000" + i : "zq7-bystander-" + i);
      }
      bystanders.put(name, take("bystanders-" + name, name, held));
    }
    log.attach();
  }

  private void setClock(ConfigurableApplicationContext starting) {
    ((GenericApplicationContext) starting)
        .registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true));
  }

  private String[] arguments() {
    List<String> all = new ArrayList<>();
    all.add("--lethe.home=" + home);
    all.add("--camel.main.run-controller=false");
    all.add("--lethe.safety.max-items-per-request=" + (HELD - 1));
    for (String name : vendors.keySet()) {
      String prefix = "--lethe.vendors." + name + ".";
      Stream.of(
              "base-url=http://localhost:" + stub.port() + "/" + name,
              "rate=1000000",
              "concurrency=1",
              "batch-size=5",
              "linger=1ms",
              "timeout=5s",
              "max-attempts=50",
              "backoff.initial=1ms",
              "backoff.max=1s",
              "probe.initial=1ms",
              "probe.max=1s")
          .forEach(setting -> all.add(prefix + setting));
    }
    all.add("--lethe.vendors.tencent-im.sdk-app-id=1400000000");
    all.add("--lethe.vendors.tencent-im.identifier=administrator");
    all.add("--lethe.vendors.tencent-im.secret-key=a-key-that-nobody-may-see");
    for (String name : List.of("yunke", "digelao")) {
      all.add("--lethe.vendors." + name + ".api-access-id=id");
      all.add("--lethe.vendors." + name + ".api-access-secret=a-key-that-nobody-may-see");
    }
    all.add("--lethe.vendors.sf-express.company-id=201905140011898");
    all.add("--lethe.vendors.sf-express.sk=a-key-that-nobody-may-see");
    all.add("--lethe.vendors.longlonglong.user-id=0d9f3c1e-0000-4000-8000-00000000000a");
    all.add("--lethe.vendors.longlonglong.token=a-key-that-nobody-may-see");
    return all.toArray(String[]::new);
  }

  /** One odd day at each vendor, all at once. Says how the odd replies were made. */
  List<String> check(long seed) throws Exception {
    int number = ++tries;
    List<Callable<List<String>>> days = new ArrayList<>();
    for (String vendor : vendors.keySet()) {
      Chance chance = new Chance(new Random(seed ^ vendor.hashCode()));
      days.add(() -> check(vendor, number, chance));
    }
    List<String> kinds = new ArrayList<>();
    for (Future<List<String>> day : threads.invokeAll(days, 5, TimeUnit.MINUTES)) {
      try {
        kinds.addAll(day.get());
      } catch (ExecutionException e) {
        throw new AssertionError("try " + number + " of seed " + seed, e.getCause());
      }
    }
    for (String line = log.lines.poll(); line != null; line = log.lines.poll()) {
      assertThat(line).as("a line of the log; %s", vendors).doesNotContain(MARKERS);
    }
    return kinds;
  }

  private List<String> check(String name, int number, Chance chance) throws IOException {
    OddVendor vendor = vendors.get(name);
    List<String> subjects = new ArrayList<>();
    for (int i = chance.between(1, 5); i > 0; i--) {
      boolean phone = name.equals("longlonglong");
      subjects.add((phone ? "1380013" : "zq7-u") + number + "0" + i);
    }
    vendor.begin(chance, subjects);
    RequestRecord request = take("t" + number + "-" + name, name, subjects);
    Balance books = books(request, vendor);
    for (int round = 0; books.open() > 0; round++) {
      assertThat(round).as("rounds until all is settled; %s", vendor).isLessThan(MOST_ROUNDS);
      sendDue(lanes.of(name));
      books = books(request, vendor);
    }
    assertThat(vendor.calls()).as("calls; %s", vendor).isLessThan(MOST_CALLS);
    try (OutcomeCursor lines = ledger.outcomes(request.no())) {
      lines.forEach(line -> check(line, vendor, lanes.of(name)));
    }
    Balance held = ledger.balance(bystanders.get(name).no());
    assertThat(held.byVendor()).isEqualTo(Map.of(name, Map.of(ItemState.HELD, (long) HELD)));
    return vendor.kinds();
  }

  private RequestRecord take(String id, String vendor, List<String> subjects) throws IOException {
    Intake intake = context.getBean(Intake.class);
    Path file = Files.write(home.resolve(id + ".txt"), subjects);
    Submission submission = intake.open(file.toFile(), vendor + "/" + file.getFileName());
    for (Iterator<List<Row>> chunks = submission.chunks(); chunks.hasNext(); ) {
      intake.accept(submission, chunks.next());
    }
    RequestRecord request = intake.release(submission);
    Files.delete(file);
    return request;
  }

  private Balance books(RequestRecord request, OddVendor vendor) {
    Balance books = ledger.balance(request.no());
    assertThat(books.holds()).as("books balance; %s", vendor).isTrue();
    assertThat(books.byVendor().values())
        .as("none stays in flight; %s", vendor)
        .noneMatch(states -> states.containsKey(ItemState.SENT));
    return books;
  }

  private void sendDue(Lane lane) {
    List<Batch> batches = lane.claim();
    if (batches.isEmpty()) {
      LaneRevival.revive(lane);
      clock.advance(Duration.ofMinutes(6));
    }
    String queue =
        "seda:batches-" + lane.vendor().name() + "?size=1&waitForTaskToComplete=Always&timeout=0";
    for (Batch batch : batches) {
      Exchange done =
          template.send(queue, ExchangePattern.InOut, sent -> sent.getMessage().setBody(batch));
      assertThat(done.getException()).isNull();
    }
  }

  private static void check(OutcomeLine line, OddVendor vendor, Lane lane) {
    String what = line.outcome() + " by " + line.code() + " of " + line.subject() + "; " + vendor;
    switch (line.outcome()) {
      case DELETED, ALREADY_ABSENT ->
          assertThat(vendor.mayCountAsGone(line.subject())).as("gone: %s", what).isTrue();
      case REFUSED -> {
        CodeRule rule = lane.vendor().codes().rule(String.valueOf(line.code()));
        assertThat(List.of(rule.verdict(), rule.ofItem(99))).as(what).contains(Verdict.REFUSED);
        boolean counted = String.valueOf(line.code()).startsWith("counted-");
        assertThat(counted || vendor.said(String.valueOf(line.code()))).as(what).isTrue();
      }
      case REJECTED -> assertThat(line.code()).as(what).isEqualTo("own-account");
      default -> assertThat(line.outcome()).as("lost: %s", what).isNull();
    }
    if (line.outcome() == ItemState.ALREADY_ABSENT) {
      assertThat(vendor.deleted(line.subject())).as("ours: %s", what).isFalse();
    }
  }

  @Override
  public void close() throws IOException {
    log.detach();
    threads.shutdownNow();
    context.close();
    stub.close();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Everything that is logged, Lethe's own lines down to DEBUG. */
  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private static Logger logger(String name) {
      return (Logger) LoggerFactory.getLogger(name);
    }

    void attach() {
      Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      setContext(root.getLoggerContext());
      start();
      root.addAppender(this);
      logger("dev.lethe").setLevel(Level.DEBUG);
    }

    void detach() {
      logger("dev.lethe").setLevel(null);
      logger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
      String trouble =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      lines.add(event.getFormattedMessage() + trouble);
    }
  }
}
