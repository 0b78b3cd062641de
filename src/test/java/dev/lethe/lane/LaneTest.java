package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lethe.TestClock;
import dev.lethe.event.Event;
import dev.lethe.event.EventKind;
import dev.lethe.lane.LaneStatus.State;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.settings.BoundSettings;
import dev.lethe.token.Token;
import dev.lethe.token.TokenCache;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A lane of Tencent's settings (linger 100 ms, five attempts) with batches of ten, on a ledger. */
final class LaneTest {

  private static final Duration LINGER = Duration.ofMillis(100);

  private final TestClock clock = new TestClock();
  private final TokenCache tokens = new TokenCache(clock);
  private final List<Event> events = new ArrayList<>();
  private final AtomicBoolean ledgerWorks = new AtomicBoolean(true);
  private Ledger ledger;
  private Lane lane;
  private RequestRecord request;

  @BeforeEach
  void open(@TempDir Path folder) {
    ledger = SqliteLedger.open("jdbc:sqlite:" + folder.resolve("ledger.db"), clock);
    lane = lane("--lethe.vendors.tencent-im.batch-size=10");
    request = ledger.begin(new NewRequest("r-1", "r.csv", "0".repeat(64), clock.instant()));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void nothingDueIsNoBatch() {
    assertThat(lane.claim()).isEmpty();
  }

  @Test
  void aBatchThatIsNotFullWaitsForOthersNoLongerThanTheLinger() {
    given(3);

    assertThat(lane.claim()).isEmpty();
    clock.advance(LINGER.minusMillis(1));
    assertThat(lane.claim()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    assertThat(sizes(lane.claim())).containsExactly(3);
  }

  @Test
  void aClockThatIsSetBackKeepsNoBatchFromFilling() {
    given(3);
    lane.claim();
    clock.advance(Duration.ofHours(-1));

    ledger.dueBy(clock.instant());
    assertThat(lane.claim()).isEmpty();
    clock.advance(LINGER);
    assertThat(sizes(lane.claim())).containsExactly(3);
  }

  @Test
  void theNextBatchLingersAnew() {
    given(3);
    lane.claim();
    clock.advance(LINGER);
    lane.claim();
    RequestRecord second =
        ledger.begin(new NewRequest("r-2", "s.csv", "1".repeat(64), clock.instant()));
    accept(second, 2);

    assertThat(lane.claim()).isEmpty();
    clock.advance(LINGER);
    assertThat(sizes(lane.claim())).containsExactly(2);
  }

  @Test
  void wholeBatchesGoOutAtOnceAndTheRestLingers() {
    given(25);

    assertThat(sizes(lane.claim())).containsExactly(10, 10);
    assertThat(lane.claim()).isEmpty();
    clock.advance(LINGER);
    assertThat(sizes(lane.claim())).containsExactly(5);
  }

  @Test
  void noMoreIsClaimedAheadThanHalfASecondOfCalls() {
    lane = lane("--lethe.vendors.tencent-im.batch-size=10", "--lethe.vendors.tencent-im.rate=6");
    given(100);

    assertThat(sizes(lane.claim())).containsExactly(10, 10, 10);
  }

  @Test
  void whatIsClaimedIsNotClaimedTwice() {
    given(10);

    assertThat(lane.claim()).hasSize(1);
    clock.advance(LINGER);
    assertThat(lane.claim()).isEmpty();
  }

  @Test
  void anAnsweredBatchIsSettledAndTheRequestFinished() {
    given(2);

    Batch batch = claimOne();
    lane.settle(batch, new Answer("0", Map.of("subject-1", "0", "subject-2", "70107"), null), null);

    assertThat(count(ItemState.DELETED)).isEqualTo(1);
    assertThat(count(ItemState.ALREADY_ABSENT)).isEqualTo(1);
    assertThat(ledger.request("r-1").orElseThrow().finalAt()).isNotNull();
  }

  @Test
  void aWrongConfigurationHaltsTheLaneAndCostsNoItem() {
    given(30);
    List<Batch> batches = lane.claim();
    assertThat(batches).hasSize(3);

    lane.settle(batches.get(0), failed("71000"), null);

    assertThat(lane.gate().status().state()).isEqualTo(State.HALTED);
    assertThat(lane.maySend(batches.get(1))).isFalse();
    assertThat(lane.maySend(batches.get(2))).isFalse();
    batches.subList(1, 3).forEach(lane::notSent);
    clock.advance(Duration.ofSeconds(9));
    assertThat(lane.claim()).isEmpty();
    assertThat(count(ItemState.PENDING)).isEqualTo(30);
  }

  @Test
  void whatIsNotSentIsDueAgainAtOnceAndLosesNoAttempt() {
    given(20);
    List<Batch> batches = lane.claim();
    lane.settle(batches.get(0), failed("71000"), null);

    lane.notSent(batches.get(1));
    lane.notSent(batches.get(1));

    assertThat(ledger.due("tencent-im", 100, clock.instant())).isEqualTo(20);
    assertThat(ledger.claim("tencent-im", 100, clock.instant()))
        .allSatisfy(item -> assertThat(item.progress().attempts()).isZero());
  }

  @Test
  void aClosedLaneProbesWithOneBatchAndOpensWhenThatIsAnswered() {
    given(30);
    List<Batch> batches = lane.claim();
    lane.settle(batches.get(0), failed("71000"), null);
    batches.subList(1, 3).forEach(lane::notSent);
    clock.advance(Duration.ofSeconds(10));

    List<Batch> probes = lane.claim();

    assertThat(probes).hasSize(1);
    assertThat(probes.get(0).probe()).isTrue();
    assertThat(lane.maySend(probes.get(0))).isTrue();
    assertThat(lane.claim()).isEmpty();
    lane.settle(probes.get(0), allDeleted(probes.get(0)), null);
    assertThat(lane.gate().isOpen()).isTrue();
    assertThat(sizes(lane.claim())).containsExactly(10, 10);
  }

  @Test
  void aProbeThatWouldTakeTwoBatchesTakesOne() {
    given(10);
    lane.settle(lane.claim().get(0), failed("70402"), null);
    lane.gate().halt(Batches.of("b", false, 1), new LaneGate.Reason("By hand.", "by-hand"));
    clock.advance(Duration.ofSeconds(10));

    List<Batch> probes = lane.claim();

    assertThat(sizes(probes)).containsExactly(5);
    assertThat(lane.maySend(probes.get(0))).isTrue();
    assertThat(ledger.due("tencent-im", 100, clock.instant())).isEqualTo(5);
  }

  @Test
  void anOpenLaneSendsNoProbes() {
    given(10);

    assertThat(lane.claim()).noneMatch(Batch::probe);
  }

  @Test
  void theVendorsWaitHoldsForTheWholeLane() {
    given(20);
    List<Batch> batches = lane.claim();

    lane.settle(batches.get(0), new Answer("http-429", Map.of(), Duration.ofSeconds(30)), null);

    assertThat(lane.gate().status().state()).isEqualTo(State.PAUSED);
    assertThat(lane.maySend(batches.get(1))).isFalse();
    clock.advance(Duration.ofSeconds(29));
    assertThat(lane.claim()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(lane.claim()).hasSize(1);
  }

  @Test
  void aHaltIsToldOnceWithItsCodeItsMeaningTheMendAndTheNextProbe() {
    given(30);
    List<Batch> batches = lane.claim();

    batches.forEach(batch -> lane.settle(batch, failed("71000"), null));

    assertThat(events).hasSize(1);
    Event event = events.get(0);
    assertThat(event.kind()).isEqualTo(EventKind.LANE_HALTED);
    assertThat(event.about()).isEqualTo("tencent-im");
    assertThat(event.code()).isEqualTo("71000");
    assertThat(event.said())
        .startsWith("lane tencent-im halted: Deleting accounts is not open")
        .contains("(71000) Its items stay due and lose no attempt. Switch it on in the console")
        .endsWith("It probes by itself at 2026-03-01T08:00:10Z.");
    assertThat(count(ItemState.PENDING)).isEqualTo(30);
  }

  @Test
  void aTextInTheCodesPlaceReachesNoLogNoStatusAndNoEvent() {
    String marker = "zhang san 13800138000";
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger("dev.lethe");
    Level before = log.getLevel();
    log.setLevel(Level.DEBUG);
    lines.start();
    log.addAppender(lines);

    try {
      given(30);
      lane.claim().forEach(batch -> lane.settle(batch, failed(marker), null));
    } finally {
      log.detachAppender(lines);
      log.setLevel(before);
    }

    assertThat(events).singleElement().extracting(Event::kind).isEqualTo(EventKind.LANE_HALTED);
    assertThat(events.get(0).toString()).contains("21 characters").doesNotContain("san");
    assertThat(lane.status().toString()).contains("21 characters").doesNotContain("san");
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("21 characters"))
        .noneMatch(line -> line.contains("san"));
  }

  @Test
  void probesThatFindTheHaltUnmendedAreNoNewsAndTheOpeningIs() {
    given(10);
    lane.settle(lane.claim().get(0), failed("71000"), null);
    for (int seconds : new int[] {10, 20, 40, 80, 160, 300, 300}) {
      clock.advance(Duration.ofSeconds(seconds));
      lane.settle(lane.claim().get(0), failed("71000"), null);
    }
    clock.advance(Duration.ofMinutes(5));
    Batch probe = lane.claim().get(0);
    lane.settle(probe, allDeleted(probe), null);

    assertThat(events)
        .extracting(Event::kind)
        .containsExactly(EventKind.LANE_HALTED, EventKind.LANE_OPENED);
    assertThat(ledger.attempts(request.no(), 1)).last().extracting("attempt").isEqualTo(1);
  }

  @Test
  void resumeLetsAHaltedLaneProbeAtOnceWithANewToken() {
    given(10);
    Token first = token("first");
    tokens.get("tencent-im", () -> first);
    lane.settle(lane.claim().get(0), failed("71000"), first);
    assertThat(lane.claim()).isEmpty();

    assertThat(lane.resume()).isTrue();

    assertThat(lane.claim()).hasSize(1).allMatch(Batch::probe);
    assertThat(tokens.get("tencent-im", () -> token("second")).value()).isEqualTo("second");
  }

  @Test
  void resumeOfALaneThatIsNotHaltedDoesNothing() {
    Token first = token("first");
    tokens.get("tencent-im", () -> first);

    assertThat(lane.resume()).isFalse();

    assertThat(tokens.get("tencent-im", () -> token("second"))).isEqualTo(first);
  }

  @Test
  void theStatusIsForPeople() {
    given(10);
    assertThat(lane.status())
        .isEqualTo(
            new LaneStatus("tencent-im", State.OPEN, false, null, null, TestClock.START, null, 0));
    clock.advance(Duration.ofSeconds(5));
    lane.settle(lane.claim().get(0), failed("71000"), null);

    assertThat(lane.status().state()).isEqualTo(State.HALTED);
    assertThat(lane.status().code()).isEqualTo("71000");
    assertThat(lane.status().reason()).contains("(71000)");
    assertThat(lane.status().since()).isEqualTo(clock.instant());
    assertThat(lane.status().nextProbe()).isEqualTo(clock.instant().plusSeconds(10));
  }

  @Test
  void theVendorsWaitIsCapped() {
    given(10);

    lane.settle(lane.claim().get(0), new Answer("http-503", Map.of(), Duration.ofDays(30)), null);

    assertThat(lane.gate().status().until()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
  }

  @Test
  void aWaitWithAnyFailedCallPausesTheLaneAndCostsNoItemAnAttempt() {
    given(10);

    lane.settle(
        lane.claim().get(0), new Answer("http-500", Map.of(), Duration.ofSeconds(30)), null);

    assertThat(lane.gate().status().until()).isEqualTo(clock.instant().plusSeconds(30));
    assertThat(ledger.claim("tencent-im", 100, clock.instant()))
        .hasSize(10)
        .allSatisfy(item -> assertThat(item.progress().attempts()).isZero())
        .allSatisfy(item -> assertThat(item.progress().strikes()).isZero())
        .allSatisfy(item -> assertThat(item.progress().mayHaveRun()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"60007", "60011", "60018", "60019"})
  void aThrottleInTheBodyPausesTheLaneAndCostsNoItemAnAttempt(String code) {
    given(20);
    List<Batch> batches = lane.claim();

    lane.settle(batches.get(0), failed(code), null);

    assertThat(lane.gate().status().until()).isEqualTo(clock.instant().plusSeconds(1));
    lane.notSent(batches.get(1));
    assertThat(ledger.claim("tencent-im", 100, clock.instant()))
        .hasSize(20)
        .allSatisfy(
            item -> assertThat(item.progress()).satisfies(p -> assertThat(p.strikes()).isZero()));
  }

  @Test
  void aProbeTakesFreshItemsBeforeThoseThatFailed() {
    given(30);
    lane.claim().forEach(batch -> lane.settle(batch, failed("http-500"), null));
    RequestRecord second =
        ledger.begin(new NewRequest("r-2", "s.csv", "1".repeat(64), clock.instant()));
    accept(second, 10);
    clock.advance(Duration.ofSeconds(2));

    Batch probe = lane.claim().get(0);

    assertThat(probe.probe()).isTrue();
    assertThat(probe.items())
        .hasSize(10)
        .allSatisfy(item -> assertThat(item.progress().strikes()).isZero());
  }

  @Test
  void aBatchThatBrokeInsideLetheIsLookedIntoButNotForEver() {
    given(1);
    Batch batch = claimOne();
    for (int i = 1; i < 5; i++) {
      lane.broken(batch);
      assertThat(count(ItemState.UNKNOWN)).isEqualTo(1);
      clock.advance(Duration.ofMinutes(10));
      batch = new Batch("b-" + i, false, false, ledger.claim("tencent-im", 1, clock.instant()));
    }

    lane.broken(batch);

    assertThat(count(ItemState.EXHAUSTED)).isEqualTo(1);
  }

  @Test
  void aBatchThatCouldNotBeHandedOnIsDueAgain() {
    given(10);
    Batch batch = lane.claim().get(0);
    Thread.currentThread().interrupt();

    lane.leave(batch);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ledger.due("tencent-im", 100, clock.instant())).isEqualTo(10);
  }

  @Test
  void nothingIsClaimedOrSentWhileTheLedgerCannotBeWrittenAndAllOfItWhenItCanAgain() {
    given(30);
    List<Batch> queued = lane.claim();
    ledgerWorks.set(false);

    assertThat(queued).hasSize(3).noneMatch(lane::maySend);
    lane.leave(queued.get(0));
    assertThat(lane.claim()).isEmpty();

    ledgerWorks.set(true);
    assertThat(queued.subList(1, 3)).allMatch(lane::maySend);
    assertThat(sizes(lane.claim())).containsExactly(10);
  }

  @Test
  void tooManyFailedSignaturesPauseForAMinuteAndTheThirdTimeHalt() {
    given(10);
    Batch batch = lane.claim().get(0);

    lane.settle(batch, failed("70050"), null);
    assertThat(lane.gate().status().until()).isEqualTo(clock.instant().plusSeconds(60));
    for (int i = 0; i < 2; i++) {
      clock.advance(Duration.ofMinutes(2));
      batch = lane.claim().get(0);
      lane.settle(batch, failed("70050"), null);
    }

    assertThat(lane.gate().status().state()).isEqualTo(State.HALTED);
    assertThat(count(ItemState.PENDING)).isEqualTo(10);
  }

  @Test
  void threeCallsThatFailInARowPauseTheLane() {
    given(30);
    List<Batch> batches = lane.claim();

    batches.forEach(batch -> lane.settle(batch, failed("timeout"), null));

    assertThat(lane.gate().status().state()).isEqualTo(State.PAUSED);
  }

  @ParameterizedTest
  @CsvSource({"70402, REFUSED", "70107, ALREADY_ABSENT"})
  void aCallThatIsRefusedOrAbsentIsAnAnswerAndNoFailure(String code, ItemState outcome) {
    lane = lane("--lethe.vendors.tencent-im.batch-size=1");
    given(4);

    lane.claim().forEach(batch -> lane.settle(batch, failed(code), null));

    assertThat(lane.gate().isOpen()).isTrue();
    assertThat(count(outcome)).isEqualTo(4);
  }

  @Test
  void aCallThatGoesWellWhileAnItemSaysToStopStopsTheLane() {
    given(10);
    Batch batch = lane.claim().get(0);

    lane.settle(batch, new Answer("0", Map.of("subject-1", "70403"), null), null);

    assertThat(lane.gate().status().state()).isEqualTo(State.HALTED);
  }

  @Test
  void aStaleTokenIsReplacedOnceAndThenHaltsTheLane() {
    given(10);
    Token first = token("first");
    tokens.get("tencent-im", () -> first);
    lane.settle(lane.claim().get(0), failed("70001"), first);

    assertThat(lane.gate().isOpen()).isTrue();
    Token second = tokens.get("tencent-im", () -> token("second"));
    assertThat(second.value()).isEqualTo("second");
    lane.settle(lane.claim().get(0), failed("70001"), second);

    assertThat(lane.gate().status().state()).isEqualTo(State.HALTED);
    assertThat(count(ItemState.PENDING)).isEqualTo(10);
  }

  @Test
  void aStaleTokenAfterOneThatWorkedIsReplacedAgain() {
    given(20);
    Token first = token("first");
    tokens.get("tencent-im", () -> first);
    List<Batch> batches = lane.claim();
    lane.settle(batches.get(0), failed("70001"), first);
    lane.settle(batches.get(1), failed("70001"), first);
    assertThat(lane.gate().isOpen()).isTrue();
    Token second = tokens.get("tencent-im", () -> token("second"));
    batches = lane.claim();
    lane.settle(batches.get(0), allDeleted(batches.get(0)), second);

    lane.settle(batches.get(1), failed("70001"), second);

    assertThat(lane.gate().isOpen()).isTrue();
  }

  @Test
  void anUnknownBatchIsVerifiedNext() {
    given(10);
    lane.settle(lane.claim().get(0), failed("timeout"), null);
    clock.advance(Duration.ofSeconds(1));
    clock.advance(LINGER);

    List<Batch> batches = lane.claim();

    assertThat(batches).allMatch(Batch::verify);
    batches.forEach(batch -> lane.settle(batch, each(batch, "NotImported"), null));
    assertThat(count(ItemState.DELETED)).isEqualTo(10);
  }

  @Test
  void theAccountThatWeLogInWithIsLeftOutAndItsRowRejected() {
    given(3);
    Batch batch = claimOne();

    Batch left = lane.withoutOwnAccount(batch, "subject-2").orElseThrow();

    assertThat(left.id()).isEqualTo(batch.id());
    assertThat(left.subjects()).containsExactly("subject-1", "subject-3");
    assertThat(count(ItemState.REJECTED)).isEqualTo(1);
    lane.settle(left, allDeleted(left), null);
    assertThat(count(ItemState.DELETED)).isEqualTo(2);
    assertThat(ledger.request("r-1").orElseThrow().finalAt()).isNotNull();
  }

  @Test
  void aBatchOfNobodyElseIsNotSent() {
    given(1);

    assertThat(lane.withoutOwnAccount(claimOne(), "Subject-1")).isEmpty();

    assertThat(count(ItemState.REJECTED)).isEqualTo(1);
    assertThat(ledger.due("tencent-im", 100, clock.instant())).isZero();
  }

  @Test
  void aBatchWithoutOurAccountIsSentAsItIs() {
    given(2);
    Batch batch = claimOne();

    assertThat(lane.withoutOwnAccount(batch, null)).containsSame(batch);
    assertThat(lane.withoutOwnAccount(batch, "subject-11")).containsSame(batch);
    assertThat(count(ItemState.REJECTED)).isZero();
  }

  @Test
  void aLoginThatFailsCostsNoItem() {
    given(10);
    Batch batch = lane.claim().get(0);

    lane.settle(batch, Answer.failed(new CallFailedException("71000").beforeSending()), null);

    assertThat(lane.gate().status().state()).isEqualTo(State.HALTED);
    assertThat(ledger.claim("tencent-im", 100, clock.instant()))
        .hasSize(10)
        .allSatisfy(item -> assertThat(item.progress().attempts()).isZero());
  }

  private Lane lane(String... settings) {
    return new Lane(
        BoundSettings.tencentIm(settings),
        () -> true,
        ledger,
        ledgerWorks::get,
        tokens,
        events::add,
        LaneWatch.none(),
        clock);
  }

  private void given(int items) {
    accept(request, items);
  }

  private void accept(RequestRecord to, int items) {
    ledger.accept(
        to.no(),
        IntStream.rangeClosed(1, items)
            .mapToObj(
                row ->
                    new NewItem(row, "tencent-im", "tencent-im", "subject-" + row, null, null, 0))
            .toList());
    ledger.release(to.no(), false, clock.instant());
  }

  private Batch claimOne() {
    lane.claim();
    clock.advance(LINGER);
    List<Batch> batches = lane.claim();
    assertThat(batches).hasSize(1);
    return batches.get(0);
  }

  private long count(ItemState state) {
    return ledger
        .balance(request.no())
        .byVendor()
        .getOrDefault("tencent-im", Map.of())
        .getOrDefault(state, 0L);
  }

  private Token token(String value) {
    return new Token(value, clock.instant(), clock.instant().plusSeconds(3600));
  }

  private static List<Integer> sizes(List<Batch> batches) {
    return batches.stream().map(batch -> batch.items().size()).toList();
  }

  private static Answer failed(String code) {
    return Answer.failed(new CallFailedException(code));
  }

  private static Answer allDeleted(Batch batch) {
    return each(batch, "0");
  }

  private static Answer each(Batch batch, String code) {
    Map<String, String> items = new HashMap<>();
    batch.subjects().forEach(subject -> items.put(subject, code));
    return new Answer("0", items, null);
  }
}
