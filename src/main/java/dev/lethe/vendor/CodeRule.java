package dev.lethe.vendor;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One row of a vendor's table: what a reply code means.
 *
 * @param code the vendor's code as text; {@code *} in it stands for any text and {@code ?} for one
 *     character; {@code *} alone stands for every code that has no row
 * @param means a sentence for a person
 * @param verdict what it says of an item
 * @param call what it says of the whole call, where that differs from {@code verdict}
 * @param ran false if the vendor certainly did not carry out the deletion, so that a later "not
 *     there" is no work of ours
 * @param partial whether the deletion may have stopped half-way: a verify call is then no proof
 * @param pause whether the lane slows down: the vendor asks for fewer calls
 * @param pauseAtLeast the shortest such pause as a duration ({@code 60s}), null for the lane's
 *     backoff
 * @param tries after so many attempts {@code then} holds; 0 for no such limit
 * @param then the verdict of an item after {@code tries}
 * @param callThen the verdict of the whole call after {@code tries} such calls in a row
 * @param singly whether an item that this leaves open goes out alone from now on, since only then
 *     is the vendor's answer its own
 * @param warn whether an operator is told when it comes up
 * @param probe false if a lane that this halts must not try again by itself (a wrong password, say,
 *     which locks the account)
 * @param mend what an operator should do, for verdicts that stop a lane
 */
public record CodeRule(
    String code,
    String means,
    Verdict verdict,
    @Nullable Verdict call,
    @DefaultValue("true") boolean ran,
    @DefaultValue("false") boolean partial,
    @DefaultValue("false") boolean pause,
    @Nullable Duration pauseAtLeast,
    @DefaultValue("0") int tries,
    @Nullable Verdict then,
    @Nullable Verdict callThen,
    @DefaultValue("false") boolean singly,
    @DefaultValue("false") boolean warn,
    @DefaultValue("true") boolean probe,
    @Nullable String mend) {

  /** Refuses a row that says nothing. */
  public CodeRule {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(means, "means");
    Objects.requireNonNull(verdict, "verdict");
    if (tries > 0 && then == null && callThen == null) {
      throw new IllegalArgumentException(
          "code " + code + " has tries but neither then nor call-then");
    }
  }

  /** What the code says of an item that has had so many attempts, this one included. */
  public Verdict ofItem(int attempts) {
    return then != null && tries > 0 && attempts >= tries ? then : verdict;
  }

  /** Whether there is an item of which the code says what concerns the whole lane. */
  public boolean mayConcernLane() {
    return pause || stopsLane(verdict) || (then != null && stopsLane(then));
  }

  private static boolean stopsLane(Verdict said) {
    return said == Verdict.HALT || said == Verdict.RELOGIN;
  }

  /** What the code says of a whole call when it is the n-th such call in a row. */
  public Verdict ofCall(int inARow) {
    if (callThen != null && tries > 0 && inARow >= tries) {
      return callThen;
    }
    return call != null ? call : verdict;
  }
}
