package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.lethe.ledger.ItemState;
import dev.lethe.operate.AuditView;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.ItemView;
import dev.lethe.operate.LaneView;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Page;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.ProbeView;
import dev.lethe.operate.Replayed;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.RunView;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with Lethe, on the whole of it. */
final class OperateTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PageQuery FIRST = new PageQuery(null, 100);
  private static final Decision ANN = new Decision("ann", "checked");

  @Test
  void a_file_is_handed_in_approved_by_another_and_done(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.safety.max-items-per-request=1")) {
      Operations operations = lethe.operations();

      Submitted submitted = submit(operations, "leavers.csv", "k-1", "tencent-im,a1\nyunke,b1\n");
      Submitted again = submit(operations, "leavers.csv", "k-1", "tencent-im,a1\nyunke,b1\n");

      assertThat(submitted.known()).isFalse();
      assertThat(again).isEqualTo(new Submitted(submitted.id(), true));
      assertThatSays(
          Kind.CONFLICT, () -> submit(operations, "leavers.csv", "k-1", "tencent-im,a2\n"));
      RequestView held = awaitState(operations, submitted.id(), "HELD");
      assertThat(held.submittedBy()).isEqualTo("ann");
      assertThat(held.counts())
          .isEqualTo(
              Map.of(
                  "tencent-im", Map.of(ItemState.HELD, 1L), "yunke", Map.of(ItemState.HELD, 1L)));
      assertThatSays(Kind.FORBIDDEN, () -> operations.approve(submitted.id(), ANN));
      assertThatSays(
          Kind.INVALID, () -> operations.approve(submitted.id(), new Decision("bea", " ")));
      assertThatSays(
          Kind.NOT_FOUND, () -> operations.approve("nothing", new Decision("bea", "fine")));

      RequestView approved = operations.approve(submitted.id(), new Decision("bea", "fine"));

      assertThat(approved.decidedBy()).isEqualTo("bea");
      assertThatSays(
          Kind.CONFLICT, () -> operations.cancel(submitted.id(), new Decision("bea", "no")));
      RequestView done = awaitState(operations, submitted.id(), "REPORTED");
      assertThat(done.balanced()).isTrue();
      assertThat(done.open()).isZero();
      assertThat(done.counts().get("tencent-im")).isEqualTo(Map.of(ItemState.DELETED, 1L));
      assertThat(lethe.outcomes("leavers")).hasSize(2);
      assertThat(operations.verify(receipt(home, submitted.id())).verdict()).isEqualTo("VALID");
      assertThat(operations.verify(receipt(home, submitted.id()).replace("a", "b")).verdict())
          .isEqualTo("BROKEN");
      assertThat(kinds(operations)).contains("SUBMITTED", "REQUEST_APPROVED");
      assertThat(operations.requests(new RequestQuery("REPORTED", FIRST)).items())
          .extracting(RequestView::id)
          .containsExactly(submitted.id());
      assertThat(operations.requests(new RequestQuery("HELD", FIRST)).items()).isEmpty();
    }
  }

  @Test
  void what_is_no_good_is_refused_and_leaves_nothing(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Operations operations = lethe.operations();

      for (String name :
          List.of("../a.csv", "a/b.csv", ".a.csv", "a.csv.part", "a.exe", "a", " ", "a.txt")) {
        assertThatSays(Kind.INVALID, () -> submit(operations, name, null, "tencent-im,a1\n"));
      }
      assertThatSays(Kind.INVALID, () -> submitFor(operations, "dry-run", "a.csv"));
      assertThatSays(Kind.INVALID, () -> submitFor(operations, "reconcile", "a.csv"));
      assertThatSays(Kind.INVALID, () -> submitFor(operations, "..", "a.csv"));
      assertThatSays(
          Kind.INVALID,
          () -> operations.submit(new Submission("e.csv", null, null, null, "ann"), bytes("")));
      assertThatSays(
          Kind.INVALID,
          () ->
              operations.submit(
                  new Submission("e.csv", null, null, null, "ann"), bytes("only\na\n")));

      try (var left = Files.walk(home.resolve("inbox"))) {
        assertThat(left.filter(Files::isRegularFile)).isEmpty();
      }
      assertThat(lethe.ledger().requests(10)).isEmpty();
    }
  }

  @Test
  void rows_that_failed_are_sent_again_once(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Operations operations = lethe.operations();
      lethe.drop(
          "bad.csv", "vendor,subject,reference\nnobody,u-12345678,r1\nyunke,y-12345678,r2\n");
      assertThat(lethe.outcomes("bad")).hasSize(2);

      List<ItemView> dead = operations.deadLetters(query(false)).items();
      assertThat(dead).hasSize(1);
      assertThat(dead.get(0).subject()).isEqualTo("u…8");
      assertThat(dead.get(0).masked()).isTrue();
      assertThat(dead.get(0).detail()).isNotEmpty();
      assertThat(operations.deadLetters(query(true)).items().get(0).subject())
          .isEqualTo("u-12345678");
      assertThat(kinds(operations).stream().filter("SUBJECTS_SHOWN"::equals)).hasSize(1);

      Replayed replayed = operations.replay(query(false), ANN);
      Replayed nothing = operations.replay(query(false), ANN);

      assertThat(replayed.rows()).isEqualTo(1);
      assertThat(nothing).isEqualTo(new Replayed(null, 0, 0));
      RequestView again = awaitState(operations, String.valueOf(replayed.id()), "REPORTED");
      assertThat(again.submittedBy()).isEqualTo("ann");
      List<NamedCsvRecord> outcomes = lethe.outcomes("replay");
      assertThat(outcomes).hasSize(1);
      assertThat(outcomes.get(0).getField("subject")).isEqualTo("u-12345678");
      List<ItemView> left = operations.deadLetters(query(false)).items();
      assertThat(left).extracting(ItemView::request).containsExactly(replayed.id());
      String first = lethe.request("bad").id();
      assertThat(
              operations
                  .items(new ItemQuery(first, List.of(ItemState.REJECTED), false, "ann", FIRST))
                  .items())
          .extracting(ItemView::replayedAs)
          .containsExactly(replayed.id());
    }
  }

  @Test
  void a_pause_holds_over_a_restart(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      LaneView paused = lethe.operations().pause("tencent-im", new Decision("ann", "maintenance"));
      assertThat(paused.state()).isEqualTo("PAUSED");
      assertThat(paused.byOperator()).isTrue();
      assertThatSays(Kind.CONFLICT, () -> lethe.operations().pause("tencent-im", ANN));
      assertThatSays(Kind.NOT_FOUND, () -> lethe.operations().pause("nobody", ANN));
      assertThatSays(Kind.CONFLICT, () -> lethe.operations().resume("yunke", ANN));
    }
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Operations operations = lethe.operations();
      lethe.drop("late.csv", "vendor,subject\ntencent-im,a1\nyunke,b1\n");

      lethe.awaitEmptyInbox();
      await().atMost(PATIENCE).until(() -> one(operations, "late").open() == 1);
      assertThat(lane(operations, "tencent-im").reason()).contains("ann", "maintenance");
      await().atMost(PATIENCE).until(() -> lane(operations, "tencent-im").backlog() == 1);
      assertThat(lane(operations, "tencent-im").oldestDue()).isNotNull();
      assertThat(lethe.tencent().calls().timesSent("a1")).isZero();

      operations.resume("tencent-im", ANN);

      assertThat(lethe.outcomes("late"))
          .extracting(row -> row.getField("outcome"))
          .contains("DELETED");
      assertThat(lane(operations, "tencent-im").recent().stream().mapToLong(n -> n).sum())
          .isPositive();
    }
  }

  @Test
  void vendors_are_tried_without_deleting_anybody(@TempDir Path home) {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Operations operations = lethe.operations();
      CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
      operations.pause("tencent-im", ANN);

      ProbeView tencent = operations.probe("tencent-im", ANN);
      ProbeView listed = operations.probe("yunke", ANN);
      ProbeView looked = operations.probe("longlonglong", ANN);
      ProbeView connected = operations.probe("sf-express", ANN);

      assertThat(tencent.tried()).extracting(ProbeView.Step::name).contains("question");
      assertThat(List.of(tencent, listed, looked, connected)).allMatch(ProbeView::works);
      assertThat(connected.tried()).extracting(ProbeView.Step::name).containsExactly("address");
      assertThat(connected.tried().get(0).said()).contains("without deleting");
      assertThat(lethe.tencent().calls().calls(CallKind.DELETE)).isZero();
      assertThat(yunke.calls().calls(CallKind.DELETE)).isZero();
      assertThat(lane(operations, "tencent-im").byOperator()).isTrue();
      assertThat(lane(operations, "yunke").state()).isEqualTo("OPEN");
    }
  }

  @Test
  void a_halted_lane_can_be_tried_and_stays_halted(@TempDir Path home) throws IOException {
    List<String> called = new CopyOnWriteArrayList<>();
    HttpServer vendor =
        server(
            "/",
            exchange -> {
              called.add(exchange.getRequestURI().getPath());
              answer(exchange, 200, "{\"ErrorCode\": 71000}");
            });
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            "--spring.profiles.active=none",
            "--lethe.vendors.tencent-im.base-url=http://127.0.0.1:" + vendor.getAddress().getPort(),
            "--lethe.vendors.tencent-im.sdk-app-id=1400000000",
            "--lethe.vendors.tencent-im.identifier=administrator",
            "--lethe.vendors.tencent-im.secret-key=a-key-that-nobody-may-see",
            "--lethe.vendors.tencent-im.probe.initial=1h",
            "--lethe.vendors.tencent-im.probe.max=1h")) {
      Operations operations = lethe.operations();
      lethe.drop("late.csv", "vendor,subject\ntencent-im,a1\n");
      await().atMost(PATIENCE).until(() -> lane(operations, "tencent-im").state().equals("HALTED"));
      called.clear();

      ProbeView probe = operations.probe("tencent-im", ANN);

      assertThat(probe.works()).isFalse();
      ProbeView.Step last = probe.tried().get(probe.tried().size() - 1);
      assertThat(last.name()).isEqualTo("question");
      assertThat(last.code()).isEqualTo("71000");
      assertThat(called).hasSize(1).allMatch(path -> path.endsWith("account_check"));
      assertThat(lane(operations, "tencent-im").state()).isEqualTo("HALTED");
      assertThat(operations.resume("tencent-im", ANN).vendor()).isEqualTo("tencent-im");
      assertThat(kinds(operations)).contains("PROBED", "LANE_RESUMED");
    } finally {
      vendor.stop(0);
    }
  }

  @Test
  void a_dry_run_only_plans_what_is_handed_in(@TempDir Path home) throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.dry-run=true")) {
      Operations operations = lethe.operations();

      Submitted submitted = submit(operations, "leavers.csv", null, "tencent-im,a1\n");

      assertThat(awaitState(operations, submitted.id(), "PLANNED").rows()).isZero();
      assertThat(lethe.ledger().requests(9)).isEmpty();
      assertThatSays(Kind.CONFLICT, () -> operations.probe("tencent-im", ANN));
      assertThatSays(Kind.CONFLICT, () -> operations.reconcile(List.of(), ANN));
    }
  }

  @Test
  void nothing_is_handed_in_while_nothing_is_taken_in(@TempDir Path home) {
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.intake.min-free=900TB")) {
      assertThatSays(
          Kind.UNAVAILABLE,
          () -> submit(lethe.operations(), "leavers.csv", null, "tencent-im,a1\n"));
    }
  }

  @Test
  void the_receipt_is_posted_to_the_callback(@TempDir Path home) throws IOException {
    BlockingQueue<String> posted = new LinkedBlockingQueue<>();
    HttpServer hook =
        server(
            "/hook",
            exchange -> {
              posted.add(
                  exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Content-Type")
                      + " "
                      + new String(
                          exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
              answer(exchange, 200, "{}");
            });
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            "--lethe.callback.allowed-hosts=127.0.0.1,*.example.com",
            "--lethe.callback.allow-private=true")) {
      Operations operations = lethe.operations();
      URI callback = URI.create("http://127.0.0.1:" + hook.getAddress().getPort() + "/hook");

      Submitted submitted =
          operations.submit(
              new Submission("leavers.csv", null, null, callback, "ann"),
              bytes("vendor,subject\nyunke,b1\n"));

      String post = await().atMost(PATIENCE).until(posted::poll, text -> text != null);
      assertThat(post).isEqualTo("POST application/json " + receipt(home, submitted.id()));
      await().atMost(PATIENCE).until(() -> kinds(operations).contains("CALLBACK_MADE"));
      assertThat(posted).isEmpty();
    } finally {
      hook.stop(0);
    }
  }

  @Test
  void a_reconciliation_is_asked_for_and_listed(@TempDir Path home) {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      Operations operations = lethe.operations();
      assertThatSays(Kind.INVALID, () -> operations.reconcile(List.of("nobody"), ANN));

      RunView asked = operations.reconcile(List.of("yunke"), ANN);

      assertThat(asked.no()).isZero();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  operations.runs(FIRST).items().stream()
                      .anyMatch(run -> run.conclusion() != null));
      RunView run = operations.runs(FIRST).items().get(0);
      assertThat(run.about()).containsExactly("yunke");
      assertThat(run.askedBy()).isEqualTo("ann");
      assertThat(run.report()).startsWith("reconcile-").endsWith(".html");
      assertThat(operations.status().parts()).isNotEmpty();
      assertThat(operations.status().balanced()).isTrue();
    }
  }

  private static HttpServer server(String path, HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(path, handler);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Submitted submit(
      Operations operations, String name, @Nullable String key, String rows) throws IOException {
    return operations.submit(
        new Submission(name, null, key, null, "ann"), bytes("vendor,subject\n" + rows));
  }

  private static Submitted submitFor(Operations operations, String vendor, String name)
      throws IOException {
    return operations.submit(
        new Submission(name, vendor, null, null, "ann"), bytes("subject\na1\n"));
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static DeadLetterQuery query(boolean reveal) {
    return new DeadLetterQuery(null, null, null, null, reveal, "ann", FIRST);
  }

  private static RequestView awaitState(Operations operations, String id, String state) {
    return await()
        .atMost(PATIENCE)
        .until(() -> operations.request(id), view -> view.state().equals(state));
  }

  private static RequestView one(Operations operations, String stem) {
    Page<RequestView> page = operations.requests(new RequestQuery(null, FIRST));
    return page.items().stream()
        .filter(view -> view.id().startsWith(stem))
        .findFirst()
        .orElseThrow();
  }

  private static LaneView lane(Operations operations, String vendor) {
    return operations.lanes().stream()
        .filter(lane -> lane.vendor().equals(vendor))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> kinds(Operations operations) {
    return operations.audit(FIRST).items().stream().map(AuditView::kind).toList();
  }

  private static String receipt(Path home, String id) throws IOException {
    return Files.readString(home.resolve("outbox").resolve(id + ".receipt.json"));
  }

  private static void assertThatSays(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationException.class,
            refusal -> assertThat(refusal.kind()).as(refusal.getMessage()).isEqualTo(kind));
  }
}
