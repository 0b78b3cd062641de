package dev.lethe.sandbox.sf;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.RateWindow;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.RefusingVendor;
import dev.lethe.sandbox.SandboxRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * A simulated SF Express butler (顺丰快递管家): {@code POST /public/user/v1/batchDelete}.
 *
 * <p>Faults: a {@code top-level-code} is the {@code msg} of a {@code fail} with an empty result; an
 * {@code item-code} is the cause of a named row; a row that is {@code left-out} fails without being
 * named; {@code wrong-row} names a row that failed with another row's number; {@code unasked} names
 * names that were never sent, as absent or with the fault's code as their cause.
 *
 * <p>Not documented, hence our choice: every {@code msg}, HTTP status 200 for a refusal, {@code
 * result} null in a refusal, the five minutes that a timestamp holds, that a signature may not be
 * used again (it is answered, and logged as a violation), any rate limit.
 *
 * <p>Source: showdoc.com.cn/1951633994234701, pages 8867274397137385 (delete) and 8867267127666905
 * (every call).
 */
public final class SfExpressSimulator extends RefusingVendor {

  /** Its name. */
  public static final String NAME = "sf-express";

  private static final String PATH = "/public/user/v1/batchDelete";

  private final String companyId;
  private final SfHeaders headers;
  private final SfUsers users;
  private final RateWindow rate = new RateWindow();

  /**
   * A company whose failures are best effort until {@link #reading} says otherwise.
   *
   * @param companyId the company's number, which is also its {@code sendAppId}
   * @param sk what signatures are to be made with
   * @param clock what timestamps are held against
   * @param accounts who is there
   */
  public SfExpressSimulator(String companyId, String sk, Clock clock, Accounts accounts) {
    super(NAME, accounts);
    this.companyId = companyId;
    headers = new SfHeaders(companyId, sk, clock, calls());
    users = new SfUsers(accounts, faults());
  }

  /** What a failure means from now on for the rows that it does not name. */
  public void reading(SfReading reading) {
    users.reading(reading);
  }

  /** Whether the cause for absent users ends in a full-width exclamation mark; both were seen. */
  public void fullWidth(boolean yes) {
    users.fullWidth(yes);
  }

  @Override
  public CallKind kindOf(SandboxRequest request) {
    return request.path().equals(PATH) ? CallKind.DELETE : CallKind.OTHER;
  }

  @Override
  protected Collection<String> deletedBy(SandboxRequest request) throws Refusal {
    return SfBody.userNos(companyId, request.body());
  }

  @Override
  protected Answer refused(Refusal refusal) {
    return new Answer("fail " + refusal.code(), SfReplies.refused(refusal));
  }

  @Override
  protected String logged(SandboxRequest request, Refusal violation) {
    return request + ": " + violation.info();
  }

  @Override
  protected Answer answer(SandboxRequest request) throws Refusal {
    if (!request.path().equals(PATH) || !request.method().equals("POST")) {
      throw SfBody.malformed("no such interface, or not by POST");
    }
    if (!request.query().isEmpty()) {
      throw SfBody.malformed("there are parameters in the URL");
    }
    headers.check(request);
    List<String> userNos = SfBody.userNos(companyId, request.body());
    calls().sentForDeletion(userNos);
    if (!allowedBy(rate)) {
      throw Refusal.of("请求过于频繁", "too many calls in a second");
    }
    SfUsers.Outcome outcome = users.delete(userNos);
    return outcome.failed()
        ? new Answer("fail", SfReplies.failed(outcome.named()))
        : new Answer("ok", SfReplies.ok());
  }
}
