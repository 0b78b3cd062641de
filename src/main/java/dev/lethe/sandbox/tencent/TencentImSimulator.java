package dev.lethe.sandbox.tencent;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.RateWindow;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.RefusingVendor;
import dev.lethe.sandbox.SandboxReply;
import dev.lethe.sandbox.SandboxRequest;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A simulated Tencent IM: {@code account_delete}, {@code account_check}, {@code account_import} and
 * {@code multiaccount_import}.
 *
 * <p>At first everybody has an account but {@code UserID_2}, who has none in the vendor's own
 * example either, and ids that begin with {@link Accounts#ABSENT_PREFIX}. HTTP status is always
 * 200; what is wrong is in ErrorCode and ResultCode.
 *
 * <p>Sources: cloud.tencent.com/document/product/269/36443 (delete), 269/38417 (check), 269/1608
 * (import), 269/1519 (every call), 269/1671 (codes).
 */
public final class TencentImSimulator extends RefusingVendor {

  /** Its name unless another is given. */
  public static final String NAME = "tencent-im";

  private final TencentQuery query;
  private final TencentAccounts items;
  private final Map<TencentCommand, RateWindow> rates = new EnumMap<>(TencentCommand.class);

  /**
   * An app where everybody has an account at first, save those named above.
   *
   * @param sdkAppId the app's number
   * @param adminIdentifier the one administrator
   * @param secretKey what signatures are to be made with
   * @param clock what signatures expire by
   */
  public TencentImSimulator(long sdkAppId, String adminIdentifier, String secretKey, Clock clock) {
    this(
        NAME,
        sdkAppId,
        adminIdentifier,
        secretKey,
        clock,
        Accounts.allBut(Set.of("UserID_2"), Accounts.ABSENT_PREFIX));
  }

  /** An app with a name of its own in the address, and with these accounts. */
  public TencentImSimulator(
      String name,
      long sdkAppId,
      String adminIdentifier,
      String secretKey,
      Clock clock,
      Accounts accounts) {
    super(name, accounts);
    query = new TencentQuery(sdkAppId, adminIdentifier, secretKey, clock, calls());
    items = new TencentAccounts(adminIdentifier, accounts, faults(), calls());
    for (TencentCommand command : TencentCommand.values()) {
      rates.put(command, new RateWindow());
    }
  }

  @Override
  public CallKind kindOf(SandboxRequest request) {
    return TencentCommand.of(request.path()).map(TencentCommand::kind).orElse(CallKind.OTHER);
  }

  @Override
  protected Collection<String> deletedBy(SandboxRequest request) throws Refusal {
    return TencentBody.userIds(TencentCommand.ACCOUNT_DELETE, request.body());
  }

  @Override
  protected Answer refused(Refusal refusal) {
    return new Answer(refusal.code(), TencentReplies.failed(refusal));
  }

  @Override
  protected Answer answer(SandboxRequest request) throws Refusal {
    Optional<TencentCommand> known = TencentCommand.of(request.path());
    if (known.isEmpty() || !request.method().equals("POST")) {
      throw Refusal.violation(60009, "no such resource, or not by POST");
    }
    TencentCommand command = known.get();
    query.check(request.query());
    List<String> ids = TencentBody.userIds(command, request.body());
    if (command.kind() == CallKind.DELETE) {
      calls().sentForDeletion(ids);
    }
    limitRate(command);
    return new Answer("0", done(command, ids));
  }

  private SandboxReply done(TencentCommand command, List<String> ids) throws Refusal {
    return switch (command) {
      case ACCOUNT_DELETE -> TencentReplies.results(items.delete(ids));
      case ACCOUNT_CHECK -> TencentReplies.results(items.check(ids));
      case ACCOUNT_IMPORT -> restore(ids, TencentReplies.imported());
      case MULTIACCOUNT_IMPORT -> restore(ids, TencentReplies.allImported());
    };
  }

  private void limitRate(TencentCommand command) throws Refusal {
    RateWindow rate = rates.get(command);
    if (rate != null && !allowedBy(rate)) {
      throw Refusal.of(60011, "too many calls in a second");
    }
  }

  private SandboxReply restore(List<String> ids, SandboxReply reply) throws Refusal {
    Optional<Fault> whole = faults().onReply(Kind.TOP_LEVEL_CODE, CallKind.OTHER);
    if (whole.isPresent()) {
      throw Refusal.injected(whole.get().code());
    }
    ids.forEach(accounts()::restore);
    return reply;
  }
}
