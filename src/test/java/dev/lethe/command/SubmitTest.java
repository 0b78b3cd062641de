package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.ledger.ItemState;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmitTest {
  private final CommandDesk desk =
      new CommandDesk(
          Map.of("LETHE_URL", "http://localhost:1", "LETHE_USER", "ann", "LETHE_PASSWORD", "x"));

  private Path file;
  private Path empty;

  @BeforeEach
  void files(@TempDir Path folder) throws IOException {
    file = Files.writeString(folder.resolve("@leavers.csv"), "anna\n");
    empty = Files.writeString(folder.resolve("empty.csv"), "");
  }

  @Test
  void aFileIsHandedInWithAllThatGoesWithIt() {
    assertThat(desk.run("submit --vendor yunke --key k1 --callback https://me/x", file.toString()))
        .as(desk.err())
        .isZero();

    assertThat(desk.out()).endsWith("@leavers.csv is request leavers-1.\n");
    assertThat(desk.lethe.asked)
        .containsExactly(
            "submit Submission[name=@leavers.csv, vendor=yunke, key=k1, callback=https://me/x,"
                + " by=ann] anna");
  }

  @Test
  void wordsThatAreOffHandNothingIn() {
    assertThat(desk.run("submit")).isEqualTo(2);
    assertThat(desk.run("submit --dry-run --wait", file.toString())).isEqualTo(2);
    assertThat(desk.run("submit --key k", file.toString(), empty.toString())).isEqualTo(2);
    assertThat(desk.run("submit gone.csv", file.toString())).isEqualTo(1);
    assertThat(desk.err()).contains("no file gone.csv; nothing was handed in");
    assertThat(desk.lethe.asked).isEmpty();
  }

  @Test
  void oneOfTwoThatIsNoGoodIsNamedAndTheOtherIsHandedIn() {
    assertThat(desk.run("submit", empty.toString(), file.toString())).isEqualTo(1);

    assertThat(desk.err()).contains("empty.csv is not handed in: The file is empty.");
    assertThat(desk.out()).contains("@leavers.csv is request leavers-1.");
  }

  @Test
  void theExitCodeSaysHowTheRowsEnded() {
    assertThat(waited("REPORTED", Map.of(ItemState.DELETED, 1L, ItemState.ALREADY_ABSENT, 1L)))
        .isZero();
    assertThat(desk.out()).contains("leavers-1: 1 DELETED, 1 ALREADY_ABSENT.");
    assertThat(waited("FINAL", Map.of(ItemState.DELETED, 1L, ItemState.REFUSED, 1L))).isEqualTo(3);
    assertThat(desk.out()).contains("dead-letters --request leavers-1");
    assertThat(waited("FINAL", Map.of(ItemState.CANCELLED, 2L))).isEqualTo(3);
    assertThat(waited("HELD", Map.of(ItemState.HELD, 2L))).isEqualTo(4);
    assertThat(desk.out()).contains("Held: More than 10 rows.").contains("approve leavers-1");
    assertThat(waited("REJECTED", Map.of())).isEqualTo(1);
    assertThat(desk.out()).contains("no good as a whole");
  }

  @Test
  void itWaitsThroughAnOutageAndTellsTheProgressInPlainLines() {
    desk.lethe.requests.add(StubOperations.request("SUBMITTED", Map.of()));
    desk.lethe.requests.add(StubOperations.request("OPEN", Map.of(ItemState.PENDING, 4L)));
    desk.lethe.requests.add(new OperationException(Kind.UNAVAILABLE, "It does not answer."));
    desk.lethe.requests.add(new OperationException(Kind.UNAVAILABLE, "It does not answer."));

    assertThat(waited("FINAL", Map.of(ItemState.DELETED, 4L))).isZero();

    assertThat(desk.err())
        .isEqualTo(
            "yunke 0 of 4 rows decided\n"
                + "It does not answer. The requests are not lost; it is asked again.\n");
  }

  @Test
  void whatIsNoOutageEndsTheWaiting() {
    desk.lethe.requests.add(new OperationException(Kind.FORBIDDEN, "You may not."));

    assertThat(desk.run("submit --wait", file.toString())).isEqualTo(1);
    assertThat(desk.err()).contains("You may not.");
  }

  @Test
  void aProgramGetsOneDocumentAndWithQuietNothingElse() throws IOException {
    desk.lethe.requests.add(StubOperations.request("OPEN", Map.of(ItemState.PENDING, 1L)));
    desk.lethe.requests.add(StubOperations.request("FINAL", Map.of(ItemState.DELETED, 1L)));

    assertThat(desk.run("submit --wait --quiet --output json", file.toString())).isZero();

    JsonNode one = new ObjectMapper().readTree(desk.out()).at("/submitted/0");
    assertThat(one.get("id").asText()).isEqualTo("leavers-1");
    assertThat(one.at("/request/counts/yunke/DELETED").asInt()).isEqualTo(1);
    assertThat(desk.err()).isEmpty();
  }

  private int waited(String state, Map<ItemState, Long> counts) {
    if (desk.lethe.requests.size() == 1) {
      desk.lethe.requests.clear();
    }
    desk.lethe.requests.add(StubOperations.request(state, counts));
    return desk.run("submit --wait", file.toString());
  }
}
