package dev.lethe.sandbox.ciopaas;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant of the simulated voice platform behind Yunke and Digelao: {@code /api/login}, {@code
 * /api/aiUserDeleteapi} and {@code /api/aiUserDatasapi}.
 *
 * <p>HTTP status is 200 whatever happens, save for an unknown address (404) and for a limit of
 * calls that a test sets (429); the documents tell nothing of either. What they leave open is in
 * {@link #options()}. The account that logs in is not in the list of its sub-accounts.
 *
 * <p>The faults read so: {@code item-code} counts a name in the field that is its code ({@code
 * success_num}, {@code not_allowed}, {@code fail_num}), {@code left-out} nowhere, {@code lie} as a
 * success; on {@code verify}, the latter two hide an account. {@code top-level-code} with {@code
 * rst=500} is answered beside {@code rst}. {@code wrong-count} changes {@code success_num}, on
 * {@code verify} the total. {@code displaced-token} is another client's login.
 *
 * <p>Sources: source.showdoc.com.cn/yunkeai/11558401981272650 (delete),
 * source.showdoc.com.cn/aicall168/11475546473845651 (login), 11475547428755680 (list),
 * 11475545011579950 (headers).
 */
public final class CiopaasSimulator extends RefusingVendor {

  /** The password hash that a login gives away. */
  public static final String PLANTED_PASSWD =
      "$2y$10$PLANTEDpasswdHashThatNobodyMayEverSeeAgainInAnyFileXx";

  /** The session token that a login gives away. */
  public static final String PLANTED_REMEMBER_TOKEN =
      "PLANTEDrememberTokenThatNobodyMayEverSeeAgainInAnyFile012345";

  /** The telephone password that a login gives away. */
  public static final String PLANTED_SIPPWD = "PLANTED-sip-7f3a91";

  /** The mobile number that a login gives away. */
  public static final String PLANTED_MOBILE = "19900007531";

  /** All that a login gives away beside the key, and nobody needs. */
  public static final List<String> PLANTED =
      List.of(PLANTED_PASSWD, PLANTED_REMEMBER_TOKEN, PLANTED_SIPPWD, PLANTED_MOBILE);

  private final String userSn;
  private final CiopaasOptions options = new CiopaasOptions();
  private final CiopaasKeys keys;
  private final CiopaasLogins logins;
  private final CiopaasAccounts items;
  private final Map<CiopaasRoute, RateWindow> rates = new EnumMap<>(CiopaasRoute.class);

  /**
   * A tenant.
   *
   * @param name its name in the address, as {@code yunke} or {@code digelao}
   * @param loginUserName the account that logs in, and that nobody may delete
   * @param zone what the timestamps of logins are in
   * @param clock what timestamps and keys are judged by
   * @param accounts its sub-accounts, which must be {@link Accounts#listed listed}
   */
  public CiopaasSimulator(
      String name,
      String accessId,
      String accessSecret,
      String loginUserName,
      ZoneId zone,
      Clock clock,
      Accounts accounts) {
    super(name, accounts);
    if (!accounts.canBeListed()) {
      throw new IllegalArgumentException("This vendor lists its accounts: use Accounts.listed.");
    }
    userSn = "SYSUSER|" + Digests.md5(name + " " + loginUserName);
    keys = new CiopaasKeys(name, options, clock);
    logins =
        new CiopaasLogins(
            new CiopaasLogins.Access(accessId, accessSecret, loginUserName, zone),
            userSn,
            options,
            keys,
            clock);
    items = new CiopaasAccounts(loginUserName, accounts, options, faults(), calls());
    for (CiopaasRoute route : CiopaasRoute.values()) {
      rates.put(route, new RateWindow());
    }
  }

  /** What the documents leave open. */
  public CiopaasOptions options() {
    return options;
  }

  /** Another client logs in: the key that was given last is answered by 20005 from now on. */
  public void displaceKey() {
    keys.displace();
  }

  /** The key that was given last is answered by 20006 from now on. */
  public void expireKey() {
    keys.expire();
  }

  /** All keys that there were, for those who search files for them. */
  public List<String> keysIssued() {
    return keys.issued();
  }

  @Override
  public CallKind kindOf(SandboxRequest request) {
    return CiopaasRoute.of(request.path()).map(CiopaasRoute::kind).orElse(CallKind.OTHER);
  }

  @Override
  protected Collection<String> deletedBy(SandboxRequest request) throws Refusal {
    return CiopaasBody.names(CiopaasBody.fields(request.body()), options);
  }

  @Override
  protected Answer refused(Refusal refusal) {
    return new Answer(refusal.code(), CiopaasReplies.failed(refusal));
  }

  @Override
  protected Answer answer(SandboxRequest request) throws Refusal {
    Optional<CiopaasRoute> route = CiopaasRoute.of(request.path());
    if (route.isEmpty()) {
      calls().violation(() -> request + ": no such address");
      return new Answer("404", SandboxReply.text(404, "There is no such address.\n"));
    }
    checkHeaders(request);
    RateWindow rate = rates.get(route.get());
    if (rate != null && !allowedBy(rate)) {
      return new Answer("429", SandboxReply.text(429, "Too many calls in a second.\n"));
    }
    boolean counted = route.get() == CiopaasRoute.DELETE && !options.countsInData();
    return new Answer(counted ? "200" : "0", done(route.get(), request));
  }

  private SandboxReply done(CiopaasRoute route, SandboxRequest request) throws Refusal {
    if (!request.method().equals("POST")) {
      throw Refusal.violation(20001, "not by POST");
    }
    ObjectNode fields = CiopaasBody.fields(request.body());
    return switch (route) {
      case LOGIN -> login(fields);
      case DELETE -> {
        List<String> names = CiopaasBody.names(fields, options);
        calls().sentForDeletion(names);
        checkKey(route, fields);
        yield CiopaasReplies.deleted(items.delete(names), options);
      }
      case LIST -> {
        CiopaasBody.Page page = CiopaasBody.page(fields);
        checkKey(route, fields);
        yield CiopaasReplies.page(items.list(page), userSn, options.laravelPages());
      }
    };
  }

  private SandboxReply login(ObjectNode fields) throws Refusal {
    Optional<Fault> whole = faults().onReply(Kind.TOP_LEVEL_CODE, CallKind.LOGIN);
    if (whole.isEmpty()) {
      return logins.login(fields);
    }
    if (whole.get().afterHandling()) {
      logins.login(fields);
    }
    throw Refusal.injected(whole.get().code());
  }

  private void checkKey(CiopaasRoute route, ObjectNode fields) throws Refusal {
    String key = CiopaasBody.text(fields, "api_key");
    String sn = CiopaasBody.text(fields, "user_sn");
    if (faults().onReply(Kind.DISPLACED_TOKEN, route.kind()).isPresent()) {
      keys.displace();
    }
    if (!sn.equals(userSn)) {
      throw Refusal.violation(20005, "the user_sn is not that of the login");
    }
    keys.check(key);
  }

  // What the vendor answers without these headers is not documented: it goes on, as gateways do.
  private void checkHeaders(SandboxRequest request) {
    checkHeader(request, "Accept", "application/json");
    checkHeader(request, "Content-Type", "application/json;charset=utf-8");
  }

  private void checkHeader(SandboxRequest request, String header, String value) {
    String sent = request.headers().first(header).replace(" ", "").toLowerCase(Locale.ROOT);
    if (!sent.equals(value)) {
      calls().violation(() -> request + ": the header " + header + " is not " + value);
    }
  }
}
