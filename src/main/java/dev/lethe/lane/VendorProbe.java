package dev.lethe.lane;

import dev.lethe.lane.ProbeRoutes.Tried;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.Vendor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries whether a vendor's address and credentials work, without deleting anybody and without
 * telling the lane: it stays open, paused or halted as it was.
 */
public final class VendorProbe {
  private static final int DIGITS = 18;

  private final ProbeRoutes routes;
  private final TokenCache tokens;
  private final AddressProbe addresses;

  /** Tries with these routes; a login is made anew each time, and later calls use its token. */
  public VendorProbe(ProbeRoutes routes, TokenCache tokens, AddressProbe addresses) {
    this.routes = routes;
    this.tokens = tokens;
    this.addresses = addresses;
  }

  /**
   * One thing that was tried.
   *
   * @param name {@code login}, {@code question} or {@code address}
   * @param works whether it worked
   * @param code the vendor's code or a word of ours, null if it worked
   * @param said what came out and what to do, as sentences
   */
  public record Step(String name, boolean works, @Nullable String code, String said) {}

  /** Tries everything that can be tried, up to the first thing that does not work. */
  public List<Step> of(Vendor vendor) {
    List<Step> steps = new ArrayList<>();
    if (vendor.login() != null) {
      tokens.drop(vendor.name());
      Tried login = routes.login(vendor);
      steps.add(
          login.failure() == null
              ? new Step("login", true, null, "A token could be had.")
              : failed("login", vendor, login.failure().code()));
      if (login.failure() != null) {
        return steps;
      }
    }
    Optional<String> nobody = routes.canBeAsked(vendor) ? nobody(vendor) : Optional.empty();
    steps.add(
        nobody.isPresent()
            ? question(vendor, nobody.get())
            : addresses.of(vendor.baseUrl(), vendor.patience().timeouts().connect()));
    return steps;
  }

  private Step question(Vendor vendor, String subject) {
    Tried tried = routes.question(vendor, subject);
    String code = tried.failure() == null ? codeOf(tried.body()) : tried.failure().code();
    return tried.failure() == null && vendor.codes().wentWell(code)
        ? new Step("question", true, null, "The vendor answered a question about nobody.")
        : failed("question", vendor, String.valueOf(code));
  }

  // Whatever way it was asked, what the route left says first how the call as a whole went.
  private static @Nullable String codeOf(@Nullable Object body) {
    if (!(body instanceof Map<?, ?> answer)) {
      return new CallFailedException("odd-reply").code();
    }
    Object call = answer.get("call");
    return call == null ? null : call.toString();
  }

  private static Step failed(String name, Vendor vendor, String code) {
    if (code.equals("not-sent")) {
      return new Step(name, false, code, "It was not tried: Lethe is stopping, or calls nobody.");
    }
    CodeRule rule = vendor.codes().rule(code);
    String spoken = vendor.codes().spoken(code);
    String mend = rule.mend() == null ? "" : " " + rule.mend();
    return new Step(name, false, spoken, rule.means() + " (" + spoken + ")" + mend);
  }

  /** A subject that this vendor takes and that nobody has; empty if none can be thought of. */
  static Optional<String> nobody(Vendor vendor) {
    String random = UUID.randomUUID().toString().replace("-", "");
    String digits =
        ThreadLocalRandom.current()
            .ints(DIGITS, 0, 10)
            .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
            .toString();
    return Stream.of("lethe-probe-" + random.substring(0, 16), "lethe" + random, "000" + digits)
        .filter(subject -> vendor.refuses(subject).isEmpty())
        .findFirst();
  }
}
