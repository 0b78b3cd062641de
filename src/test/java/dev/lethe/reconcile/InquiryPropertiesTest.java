package dev.lethe.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.lane.Asking.Way;
import dev.lethe.reconcile.Found.Seen;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import dev.lethe.vendor.Listing;
import dev.lethe.vendor.Vendor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Nobody is gone unless the vendor's last whole answer says so. */
class InquiryPropertiesTest {
  private static final List<String> ALL = List.of("a", "b", "c", "d");

  private final Vendor tencent = BoundSettings.tencentIm();
  private final Vendor yunke =
      BoundSettings.vendors(
              BoundSettings.DELIVERED,
              "--lethe.vendors.yunke.base-url=http://localhost:1",
              "--lethe.vendors.yunke.api-access-id=id",
              "--lethe.vendors.yunke.api-access-secret=secret")
          .find("yunke")
          .orElseThrow();

  /** A reply to a look-up: what it says of each subject, or the code of the failed call. */
  private record Reply(String call, Map<String, String> said) {}

  /** A reading of a list: who is on it, its total, or null for a failure. */
  private record Reading(List<String> listed, int total, boolean fails) {}

  @Provide
  Arbitrary<List<Reply>> replies() {
    Arbitrary<String> call = Arbitraries.of("0", "0", "0", "timeout", "odd-reply", "70500", "x");
    Arbitrary<Map<String, String>> said =
        Arbitraries.maps(
            Arbitraries.of(ALL),
            Arbitraries.of("NotImported", "Imported", "http-500", "masked", "", "odd-reply"));
    return call.flatMap(code -> said.map(items -> new Reply(code, items))).list().ofSize(6);
  }

  @Provide
  Arbitrary<List<Reading>> readings() {
    return Arbitraries.of(ALL)
        .set()
        .flatMap(
            listed ->
                Arbitraries.integers()
                    .between(0, 4)
                    .flatMap(
                        total ->
                            Arbitraries.of(false, false, true)
                                .map(fails -> new Reading(List.copyOf(listed), total, fails))))
        .list()
        .ofSize(8);
  }

  @Property(tries = 500)
  void whoIsAskedForIsGoneOnlyIfThatVeryAnswerSaysSo(@ForAll("replies") List<Reply> replies) {
    FakeAsking asking = new FakeAsking();
    Inquiry inquiry = new Inquiry(tencent, asking, false);
    for (Reply reply : replies) {
      int before = asking.asked.size();
      asking.answers = subjects -> new Answer(reply.call(), reply.said(), null);

      Map<String, Found> found = inquiry.of(ALL);

      assertThat(found).containsOnlyKeys(ALL);
      boolean answered = asking.asked.size() > before && reply.call().equals("0");
      found.forEach(
          (subject, one) ->
              assertThat(one.seen() == Seen.ABSENT)
                  .as("%s of %s: %s", subject, reply, one)
                  .isEqualTo(answered && "NotImported".equals(reply.said().get(subject))));
    }
  }

  @Property(tries = 500)
  void whoIsListedIsGoneOnlyByTheLastReadingIfThatIsWhole(
      @ForAll("readings") List<Reading> readings) {
    FakeAsking asking = new FakeAsking();
    asking.way = Way.BY_LIST;
    List<Reading> read = new ArrayList<>();
    List<Reading> left = new ArrayList<>(readings);
    asking.reading =
        () -> {
          Reading next = left.remove(0);
          read.add(next);
          if (next.fails()) {
            throw new CallFailedException("timeout");
          }
          return list(next);
        };
    Inquiry inquiry = new Inquiry(yunke, asking, false);
    for (int round = 0; round < 2; round++) {
      Map<String, Found> found = new HashMap<>(inquiry.of(ALL));

      Reading last = read.get(read.size() - 1);
      boolean whole = !last.fails() && last.listed().size() == last.total();
      found.forEach(
          (subject, one) -> {
            if (one.seen() == Seen.ABSENT) {
              assertThat(whole).as("%s after %s", subject, read).isTrue();
              assertThat(last.listed()).as("%s", read).doesNotContain(subject);
            }
            if (whole && last.listed().contains(subject)) {
              assertThat(one.seen()).as("%s after %s", subject, read).isEqualTo(Seen.PRESENT);
            }
          });
    }
  }

  private Listing list(Reading reading) {
    Listing list = new Listing();
    list.add(page(reading, reading.listed()), yunke.codes());
    if (list.goesOn()) {
      list.add(page(reading, List.of()), yunke.codes());
    }
    return list;
  }

  private static Map<String, Object> page(Reading reading, List<String> subjects) {
    return Map.of("call", 0, "total", reading.total(), "subjects", subjects);
  }
}
