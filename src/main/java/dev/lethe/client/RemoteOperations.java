package dev.lethe.client;

import com.fasterxml.jackson.core.type.TypeReference;
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
import dev.lethe.operate.ReceiptVerdict;
import dev.lethe.operate.Replayed;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.RequestView;
import dev.lethe.operate.RunView;
import dev.lethe.operate.StatusView;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running service over its HTTP API.
 *
 * <p>Who asks is whoever the credentials are of: {@code by} in what is passed here is not sent. No
 * redirect is followed, so credentials go to that one address only. Where no connection can be made
 * or the service does not answer in time, methods throw UNAVAILABLE, and where it is not known
 * whether the service has done it, they say so.
 */
public final class RemoteOperations implements Operations {
  private static final TypeReference<RequestView> REQUEST = new TypeReference<>() {};
  private static final TypeReference<Page<ItemView>> ITEMS = new TypeReference<>() {};
  private static final TypeReference<LaneView> LANE = new TypeReference<>() {};

  private final Calls calls;
  private final Duration uploadTimeout;

  /**
   * A service.
   *
   * @param base where it is, {@code http://127.0.0.1:8080}
   * @param credentials who asks
   * @param timeout how long to wait for a whole answer
   * @param uploadTimeout the same where a file is sent, its sending included
   * @throws IllegalArgumentException if the address is none, or holds credentials itself
   */
  public RemoteOperations(
      URI base, Credentials credentials, Duration timeout, Duration uploadTimeout) {
    this.calls = new Calls(base, credentials, timeout);
    this.uploadTimeout = uploadTimeout;
  }

  @Override
  public StatusView status() {
    return calls.get(Target.of("status"), new TypeReference<>() {});
  }

  @Override
  public Submitted submit(Submission submission, InputStream content) throws IOException {
    return send(Target.of("requests"), submission, content, new TypeReference<>() {});
  }

  @Override
  public Plan plan(Submission submission, InputStream content) throws IOException {
    Target target = Target.of("requests").with("dry-run", true);
    return send(target, submission, content, new TypeReference<>() {});
  }

  private <T> T send(
      Target target, Submission submission, InputStream content, TypeReference<T> type)
      throws IOException {
    Upload upload =
        new Upload(content)
            .with("vendor", submission.vendor())
            .with("callback", submission.callback());
    HttpRequest.Builder request = calls.request(target);
    if (submission.key() != null) {
      request = request.header("Idempotency-Key", visible(submission.key()));
    }
    try {
      return calls.post(
          request, upload.type(), upload.body(submission.name()), uploadTimeout, type);
    } catch (OperationException e) {
      IOException failure = upload.failure();
      if (failure != null) {
        throw failure;
      }
      throw e;
    }
  }

  private static String visible(String key) {
    if (!key.matches("[\\x21-\\x7e]{1,200}")) {
      throw new OperationException(Kind.INVALID, "A key has 1 to 200 visible ASCII characters.");
    }
    return key;
  }

  @Override
  public Page<RequestView> requests(RequestQuery query) {
    Target target = paged(Target.of("requests").with("state", query.state()), query.page());
    return calls.get(target, new TypeReference<>() {});
  }

  @Override
  public RequestView request(String id) {
    return calls.get(Target.of("requests", id), REQUEST);
  }

  @Override
  public Page<ItemView> items(ItemQuery query) {
    Target target =
        Target.of("requests", query.request(), "items")
            .withEach("state", query.states())
            .with("reveal", query.reveal());
    return calls.get(paged(target, query.page()), ITEMS);
  }

  @Override
  public RequestView approve(String id, Decision decision) {
    return calls.post(Target.of("requests", id, "approve"), reason(decision), REQUEST);
  }

  @Override
  public RequestView cancel(String id, Decision decision) {
    return calls.post(Target.of("requests", id, "cancel"), reason(decision), REQUEST);
  }

  @Override
  public Page<ItemView> deadLetters(DeadLetterQuery query) {
    Target target =
        Target.of("dead-letters")
            .with("request", query.request())
            .with("vendor", query.vendor())
            .with("outcome", query.outcome())
            .with("code", query.code())
            .with("reveal", query.reveal());
    return calls.get(paged(target, query.page()), ITEMS);
  }

  @Override
  public Replayed replay(DeadLetterQuery query, Decision decision) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("request", query.request());
    body.put("vendor", query.vendor());
    body.put("outcome", query.outcome());
    body.put("code", query.code());
    body.put("reason", decision.reason());
    return calls.post(Target.of("dead-letters", "replay"), body, new TypeReference<>() {});
  }

  @Override
  public List<LaneView> lanes() {
    Page<LaneView> lanes = calls.get(Target.of("lanes"), new TypeReference<>() {});
    return lanes.items();
  }

  @Override
  public LaneView pause(String vendor, Decision decision) {
    return calls.post(Target.of("lanes", vendor, "pause"), reason(decision), LANE);
  }

  @Override
  public LaneView resume(String vendor, Decision decision) {
    return calls.post(Target.of("lanes", vendor, "resume"), reason(decision), LANE);
  }

  @Override
  public ProbeView probe(String vendor, Decision decision) {
    Target target = Target.of("lanes", vendor, "probe");
    return calls.post(target, reason(decision), new TypeReference<>() {});
  }

  @Override
  public RunView reconcile(List<String> vendors, Decision decision) {
    Map<String, Object> body = Map.of("vendors", vendors, "reason", decision.reason());
    return calls.post(Target.of("reconciliations"), body, new TypeReference<>() {});
  }

  @Override
  public Page<RunView> runs(PageQuery query) {
    return calls.get(paged(Target.of("reconciliations"), query), new TypeReference<>() {});
  }

  @Override
  public ReceiptVerdict verify(String receipt) {
    return calls.post(
        Target.of("receipts", "verify"),
        "text/plain; charset=utf-8",
        receipt.getBytes(StandardCharsets.UTF_8),
        new TypeReference<>() {});
  }

  @Override
  public Page<AuditView> audit(PageQuery query) {
    return calls.get(paged(Target.of("audit"), query), new TypeReference<>() {});
  }

  private static Map<String, String> reason(Decision decision) {
    return Map.of("reason", decision.reason());
  }

  private static Target paged(Target target, PageQuery page) {
    return target.with("after", page.after()).with("limit", page.limit());
  }
}
