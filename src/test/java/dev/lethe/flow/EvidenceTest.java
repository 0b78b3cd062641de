package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lethe.audit.ChainCheck;
import dev.lethe.audit.Finding;
import dev.lethe.audit.Finding.Kind;
import dev.lethe.audit.LedgerCheck;
import dev.lethe.audit.ReceiptCheck;
import dev.lethe.evidence.Digests;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.Evidence;
import dev.lethe.ledger.FoundRow;
import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.SqliteEvidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of a running Lethe chain and verify; retention takes subjects away beside it. */
final class EvidenceTest {

  @Test
  void receipts_of_two_requests_chain_and_verify_beside_the_service(@TempDir Path home)
      throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home)) {
      lethe.drop("first.csv", "vendor,subject\ntencent-im,f-1\nnobody,f-2\n");
      JsonNode first = lethe.receipt("first");
      lethe.drop("second.csv", "vendor,subject\ntencent-im,s-1\n");
      JsonNode second = lethe.receipt("second");

      assertThat(first.path("number").asInt()).isEqualTo(1);
      assertThat(first.path("previous").isNull()).isTrue();
      assertThat(first.path("outcomes_sha256").asText())
          .isEqualTo(Digests.of(lethe.awaitFile("outbox", "first-", ".outcomes.csv")));
      assertThat(first.path("dead_letter_sha256").asText())
          .isEqualTo(Digests.of(lethe.awaitFile("dead-letter", "first-", ".csv")));
      assertThat(second.path("number").asInt()).isEqualTo(2);
      assertThat(second.path("previous").asText())
          .isEqualTo(Digests.of(lethe.awaitFile("outbox", "first-", ".receipt.json")));
      assertThat(second.path("dead_letter_sha256").isNull()).isTrue();
      assertThat(chain(home)).hasSize(9).allMatch(finding -> finding.kind() == Kind.FINE);
    }
    try (RunningLethe lethe = RunningLethe.start(home)) {
      lethe.drop("third.csv", "vendor,subject\ntencent-im,t-1\n");

      assertThat(lethe.receipt("third").path("number").asInt()).isEqualTo(3);
      assertThat(chain(home)).allMatch(finding -> finding.kind() == Kind.FINE);
    }
  }

  @Test
  void retention_runs_beside_the_service_and_the_row_can_still_be_asked_for(@TempDir Path home)
      throws IOException {
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.retention=never")) {
      lethe.drop("gone.csv", "vendor,subject,reference\ntencent-im,planted-subject,planted-ref\n");
      await().atMost(Duration.ofSeconds(90)).until(() -> isReported(lethe));
    }
    try (RunningLethe lethe = RunningLethe.start(home, "--lethe.retention=0s")) {
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> lethe.ledger().hasRetired() && !holds(home, "planted-"));

      SubjectKey key = SubjectKey.find(home).orElseThrow();
      assertThat(lethe.ledger().find("tencent-im", "planted-subject", key))
          .singleElement()
          .satisfies(row -> assertThat(row.state()).isEqualTo(ItemState.DELETED))
          .satisfies(row -> assertThat(row.retired()).isTrue())
          .extracting(FoundRow::requestId)
          .isEqualTo(lethe.request("gone").id());
      assertThat(lethe.balance("gone").holds()).isTrue();
      assertThat(chain(home)).allMatch(finding -> finding.kind() == Kind.FINE);
    }
  }

  private static boolean isReported(RunningLethe lethe) {
    return lethe.ledger().requests(1).stream().anyMatch(one -> one.reportedAt() != null);
  }

  private static boolean holds(Path home, String text) throws IOException {
    for (String name : List.of("ledger.db", "ledger.db-wal")) {
      if (Files.readString(home.resolve(name), StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static List<Finding> chain(Path home) throws IOException {
    List<Finding> all = new ArrayList<>();
    try (Evidence ledger = SqliteEvidence.open("jdbc:sqlite:" + home.resolve("ledger.db"))) {
      new ChainCheck(
              ledger,
              new ReceiptCheck(ReceiptKeys.below(home)::verifying),
              new LedgerCheck(ledger, SubjectKey.find(home).orElse(null)),
              home.resolve("outbox"))
          .check((about, findings) -> all.addAll(findings));
    }
    return all;
  }
}
