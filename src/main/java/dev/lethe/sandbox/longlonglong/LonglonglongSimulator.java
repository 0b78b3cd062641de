package dev.lethe.sandbox.longlonglong;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault.Kind;
import dev.lethe.sandbox.RateWindow;
import dev.lethe.sandbox.Refusal;
import dev.lethe.sandbox.RefusingVendor;
import dev.lethe.sandbox.SandboxReply;
import dev.lethe.sandbox.SandboxRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A simulated Longlonglong: {@code del_customer}, {@code get_customer} of the customers and of the
 * clues, and {@code GET /agent-api/token}.
 *
 * <p>Faults: a {@code top-level-code} of 6007 is a task that is running. A phone with an {@code
 * item-code}, or {@code left-out}, is not deleted and not counted; on a look-up, an item's code is
 * the code of the call that looks for it, and a phone that is left out is not listed. {@code
 * lost-body} takes a deletion's body away, and {@code wrong-count} changes {@code count}, on a
 * look-up {@code meta.total}.
 *
 * <p>Not documented, hence our choice: that a deletion clears the pool of clues too, and counts
 * both; 401, 403, 404, 405, 422 and 429 as HTTP status as well as {@code code}; every message but
 * those of a deletion and of 6007; the limit of {@code per_page}; any rate limit.
 *
 * <p>Source: docs.longlonglong.cn/api, 删除客户公海数据 and 客户公海筛选.
 */
public final class LonglonglongSimulator extends RefusingVendor {

  /** Its name. */
  public static final String NAME = "longlonglong";

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final String userId;
  private final String imported;
  private volatile String token;
  private final CustomerPool pool;
  private final CustomerPool clues;
  private final Customers customers;
  private final RateWindow rate = new RateWindow();
  private final LongAdder bodiesLost = new LongAdder();
  private volatile boolean masked;
  private volatile boolean always200;

  /**
   * A user with these customers and clues, and nobody else.
   *
   * @param token the only token that is let in
   * @param clock when the customers are said to have been imported
   */
  public LonglonglongSimulator(
      String userId,
      String token,
      Clock clock,
      Collection<String> phones,
      Collection<String> cluePhones) {
    this(userId, token, clock, Accounts.listed(phones), Accounts.listed(cluePhones));
  }

  /** A user with these pools; those that are made by a rule find a phone, but list nobody. */
  public LonglonglongSimulator(
      String userId, String token, Clock clock, Accounts pool, Accounts clues) {
    super(NAME, pool);
    this.userId = userId;
    imported = LocalDateTime.ofInstant(clock.instant(), SHANGHAI).format(TIME);
    this.token = token;
    this.pool = new CustomerPool(pool);
    this.clues = new CustomerPool(clues);
    customers = new Customers(this.pool, this.clues, faults());
  }

  /** Lets in this token from now on, and no other. */
  public void rotateToken(String other) {
    token = other;
  }

  /** Gives a phone more than one record among the customers, which a deletion counts. */
  public void records(String phone, int count) {
    pool.records(phone, count);
  }

  /** Whether a deletion clears the clues too, as it does at first. */
  public void clearsClues(boolean yes) {
    customers.clearsClues(yes);
  }

  /** Whether {@code phone} finds phones that contain it, and not only that very phone. */
  public void fuzzy(boolean yes) {
    customers.fuzzy(yes);
  }

  /** Whether listed phones are shown as {@code 138****8000}. */
  public void masked(boolean yes) {
    masked = yes;
  }

  /** Whether what is wrong is in {@code code} only, the HTTP status being 200 whatever happens. */
  public void always200(boolean yes) {
    always200 = yes;
  }

  /** The pool of clues; {@link #accounts} is that of customers. */
  public Accounts clues() {
    return clues.accounts();
  }

  /** How many deletions came without a body, those that a fault took it from too. */
  public long bodiesLost() {
    return bodiesLost.sum();
  }

  @Override
  public CallKind kindOf(SandboxRequest request) {
    return LonglonglongAddress.of(request.path())
        .map(address -> address.route().kind())
        .orElse(CallKind.OTHER);
  }

  @Override
  protected Collection<String> deletedBy(SandboxRequest request) throws Refusal {
    return request.body().isEmpty() ? List.of() : DeletionBody.phones(request.body());
  }

  @Override
  protected Answer refused(Refusal refusal) {
    return new Answer(refusal.code(), LonglonglongReplies.refused(refusal, always200));
  }

  @Override
  protected String logged(SandboxRequest request, Refusal violation) {
    return "%s: %s".formatted(addressOf(request), violation.info());
  }

  @Override
  protected Answer answer(SandboxRequest request) throws Refusal {
    checkToken(request);
    Optional<LonglonglongAddress> known = LonglonglongAddress.of(request.path());
    if (known.isEmpty()) {
      throw Refusal.violation(404, "no such address");
    }
    LonglonglongAddress address = known.get();
    if (!request.method().equals(address.route().method())) {
      throw Refusal.violation(405, "not by " + address.route().method());
    }
    if (!address.userId().isEmpty() && !address.userId().equals(userId)) {
      throw Refusal.of(404, "用户不存在");
    }
    if (!allowedBy(rate)) {
      throw Refusal.of(429, "请求过于频繁");
    }
    return new Answer("200", done(address.route(), request));
  }

  private SandboxReply done(LonglonglongAddress.Route route, SandboxRequest request)
      throws Refusal {
    return switch (route) {
      case DEL_CUSTOMER -> delete(request);
      case GET_CUSTOMER -> list(request, false);
      case GET_CLUE -> list(request, true);
      case TOKEN -> checked();
    };
  }

  private void checkToken(SandboxRequest request) throws Refusal {
    String header = request.headers().first("Authorization");
    if (!header.startsWith("Bearer ")) {
      throw Refusal.violation(401, "Authorization is not a Bearer token");
    }
    if (!MessageDigest.isEqual(header.getBytes(UTF_8), ("Bearer " + token).getBytes(UTF_8))) {
      throw Refusal.of(401, "token无效");
    }
  }

  private SandboxReply delete(SandboxRequest request) throws Refusal {
    if (!request.query().isEmpty()) {
      throw Refusal.violation(422, "there are parameters in the URL");
    }
    if (request.body().isEmpty() || faults().onReply(Kind.LOST_BODY, CallKind.DELETE).isPresent()) {
      calls().sentForDeletion(subjectsOf(request));
      bodiesLost.increment();
      return LonglonglongReplies.deleted(customers.delete(List.of()));
    }
    String type = request.headers().first("Content-Type").toLowerCase(Locale.ROOT);
    if (!type.matches("application/json(\\s*;\\s*charset=\"?utf-8\"?)?")) {
      throw Refusal.violation(422, "Content-Type is not application/json");
    }
    List<String> phones = DeletionBody.phones(request.body());
    calls().sentForDeletion(phones);
    return LonglonglongReplies.deleted(customers.delete(DeletionBody.distinct(phones, calls())));
  }

  private SandboxReply list(SandboxRequest request, boolean ofClues) throws Refusal {
    CustomerQuery query = CustomerQuery.parse(request.query());
    return LonglonglongReplies.customers(customers.list(query, ofClues), userId, imported, masked);
  }

  private SandboxReply checked() throws Refusal {
    Optional<String> code =
        faults().onReply(Kind.TOP_LEVEL_CODE, CallKind.OTHER).map(f -> f.code());
    if (code.isPresent()) {
      throw Refusal.injected(code.get());
    }
    return LonglonglongReplies.tokenHolds();
  }

  /** The path without the user, of an address that is known; else only the method. */
  private static String addressOf(SandboxRequest request) {
    return LonglonglongAddress.of(request.path())
        .map(address -> request.method() + " " + address.route().name().toLowerCase(Locale.ROOT))
        .orElse(request.method());
  }
}
