package dev.lethe.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.lane.Asking.Gate;
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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InquiryTest {
  private final FakeAsking asking = new FakeAsking();
  private final Vendor tencent = BoundSettings.tencentIm();
  private final Vendor yunke =
      vendor(
          "yunke",
          "--lethe.vendors.yunke.base-url=http://localhost:1",
          "--lethe.vendors.yunke.api-access-id=id",
          "--lethe.vendors.yunke.api-access-secret=secret");
  private final Vendor sf =
      vendor(
          "sf-express",
          "--lethe.vendors.sf-express.company-id=1",
          "--lethe.vendors.sf-express.sk=sk");

  @Test
  void believesOnlyWhatTheTableCallsPresentOrAbsent() {
    asking.answers =
        subjects ->
            new Answer("0", Map.of("a", "NotImported", "b", "Imported", "c", "70500"), null);

    Map<String, Found> found = new Inquiry(tencent, asking, false).of(List.of("a", "b", "c", "d"));

    assertThat(found)
        .containsEntry("a", new Found(Seen.ABSENT, "NotImported"))
        .containsEntry("b", new Found(Seen.PRESENT, "Imported"))
        .containsEntry("c", Found.unverifiable("70500"))
        .containsEntry("d", Found.unverifiable("no-answer"));
  }

  @Test
  void concludesNothingFromACallThatFailsAndGivesUpAfterThree() {
    asking.answers = subjects -> Answer.failed(new CallFailedException("timeout"));
    Inquiry inquiry = new Inquiry(tencent, asking, false);

    for (int i = 0; i < 5; i++) {
      assertThat(inquiry.of(List.of("a"))).containsEntry("a", Found.unverifiable("timeout"));
    }

    assertThat(asking.asked).hasSize(3);
  }

  @Test
  void givesUpAtOnceWhenTheVendorAsksForFewerCalls() {
    asking.answers = subjects -> Answer.failed(new CallFailedException("http-429"));
    Inquiry inquiry = new Inquiry(tencent, asking, false);

    inquiry.of(List.of("a"));
    inquiry.of(List.of("b"));

    assertThat(asking.asked).hasSize(1);
  }

  @Test
  void doesNotCallAtALaneThatIsNotOpen() {
    asking.gate = Gate.HALTED;
    assertThat(new Inquiry(tencent, asking, false).of(List.of("a")))
        .containsEntry("a", Found.unverifiable("lane-halted"));
    asking.gate = Gate.PAUSED;
    assertThat(new Inquiry(tencent, asking, false).of(List.of("a")))
        .containsEntry("a", Found.unverifiable("lane-paused"));
    asking.gate = Gate.STOPPING;
    assertThatThrownBy(() -> new Inquiry(tencent, asking, false).of(List.of("a")))
        .isInstanceOf(CutOffException.class);

    assertThat(asking.asked).isEmpty();
  }

  @Test
  void readsAListOnceForAll() {
    asking.way = Way.BY_LIST;
    asking.lists.add(list(List.of("a", "b"), 2));
    Inquiry inquiry = new Inquiry(yunke, asking, false);

    assertThat(inquiry.of(List.of("a"))).containsEntry("a", new Found(Seen.PRESENT, "listed"));
    assertThat(inquiry.of(List.of("c"))).containsEntry("c", new Found(Seen.ABSENT, "not-listed"));

    assertThat(asking.listings).isEqualTo(1);
  }

  @Test
  void readsATornListAgainForThoseWhoAreLeft() {
    asking.way = Way.BY_LIST;
    asking.lists.addAll(List.of(list(List.of("a"), 5), list(List.of("b"), 1)));

    Map<String, Found> found = new Inquiry(yunke, asking, false).of(List.of("a", "b", "c"));

    assertThat(found)
        .containsEntry("a", new Found(Seen.PRESENT, "listed"))
        .containsEntry("b", new Found(Seen.PRESENT, "listed"))
        .containsEntry("c", new Found(Seen.ABSENT, "not-listed"));
  }

  @Test
  void concludesNoAbsenceFromAListThatIsTornThreeTimes() {
    asking.way = Way.BY_LIST;
    Stream.generate(() -> list(List.of("a"), 5)).limit(9).forEach(asking.lists::add);
    Inquiry inquiry = new Inquiry(yunke, asking, false);

    assertThat(inquiry.of(List.of("b"))).containsEntry("b", Found.unverifiable("torn-list"));
    assertThat(inquiry.of(List.of("c"))).containsEntry("c", Found.unverifiable("torn-list"));

    assertThat(asking.listings).isEqualTo(3);
  }

  @Test
  void sendsNothingToAVendorThatCannotBeAskedUnlessTold() {
    asking.way = Way.NONE;

    assertThat(new Inquiry(sf, asking, false).of(List.of("a")))
        .containsEntry("a", Found.unverifiable("no-read-call"));

    assertThat(asking.sentAgain).isEmpty();
  }

  @Test
  void tellsByADeletionWhoWasStillThere() {
    asking.way = Way.NONE;
    // As SF does it: named are those who are not there, the others are deleted or not.
    List<String> there = new ArrayList<>(List.of("lies", "back"));
    asking.answers =
        subjects -> {
          Map<String, String> named = new HashMap<>();
          subjects.stream()
              .filter(subject -> !there.contains(subject))
              .forEach(subject -> named.put(subject, "用户账号不存在!"));
          there.removeAll(subjects);
          return new Answer(
              "ok", named, named.isEmpty() ? "ok" : "not-named", null, true, Set.of());
        };

    Map<String, Found> found =
        new Inquiry(sf, asking, true).of(List.of("gone", "lies", "back", "has,comma"));

    assertThat(found)
        .containsEntry("gone", new Found(Seen.ABSENT, "用户账号不存在!"))
        .containsEntry("lies", new Found(Seen.PRESENT, "deleted-now"))
        .containsEntry("back", new Found(Seen.PRESENT, "deleted-now"))
        .containsEntry("has,comma", Found.unverifiable("forbidden-character"));
    assertThat(asking.sentAgain)
        .containsExactly(List.of("gone", "lies", "back"), List.of("lies", "back"));
  }

  @Test
  void sendsNoMoreCharactersAtOnceThanTheVendorTakes() {
    asking.way = Way.NONE;
    asking.answers = subjects -> new Answer("ok", Map.of(), "ok", null, true, Set.of());
    List<String> subjects =
        Stream.iterate(1, n -> n + 1)
            .limit(100)
            .map(n -> "x".repeat(46) + "-" + (100 + n))
            .toList();

    Map<String, Found> found = new Inquiry(sf, asking, true).of(subjects);

    assertThat(found).hasSize(100);
    assertThat(asking.sentAgain).hasSize(2);
    assertThat(asking.sentAgain)
        .allSatisfy(sent -> assertThat(String.join(",", sent)).hasSizeLessThanOrEqualTo(4_000));
  }

  private static Vendor vendor(String name, String... args) {
    return BoundSettings.vendors(BoundSettings.DELIVERED, args).find(name).orElseThrow();
  }

  /** A list of one page whose total says how many there are. */
  private Listing list(List<String> subjects, int total) {
    Listing list = new Listing();
    list.add(Map.of("call", 0, "total", total, "subjects", subjects), yunke.codes());
    if (list.goesOn()) {
      list.add(Map.of("call", 0, "total", total, "subjects", List.of()), yunke.codes());
    }
    return list;
  }
}
