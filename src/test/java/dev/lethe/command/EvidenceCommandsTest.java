package dev.lethe.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.AuditedHome;
import dev.lethe.evidence.ReceiptKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verify-receipt, find and rotate-key as they are called, beside a ledger that is in use. */
final class EvidenceCommandsTest {
  private Path folder;
  private AuditedHome home;
  private String said = "";

  @BeforeEach
  void twoRequests(@TempDir Path folder) {
    this.folder = folder;
    home = new AuditedHome(folder);
    home.request("a", "zhang.wei", "${java.home}");
    home.request("b", "zhang.wei", "no-li");
  }

  @AfterEach
  void close() {
    home.close();
  }

  /** Runs a command in this home; what it says is in {@link #said}. */
  private int run(String... words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      return Commands.run(
          Stream.concat(Stream.of(words), Stream.of("--lethe.home=" + folder))
              .toArray(String[]::new));
    } finally {
      System.setOut(out);
      System.setErr(err);
      said = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void theWholeChainIsVerifiedWithoutAWord() {
    assertThat(run("verify-receipt")).as(said).isZero();
    assertThat(said)
        .contains("receipt 1 (a)\n  ok: The signature is that of key ")
        .endsWith("all right: the chain of 2 receipt(s)\n");
    assertThat(run("verify-receipt", "--chain")).isZero();
  }

  @Test
  void whatWasAlteredIsNamedAndEndsWithOne() throws IOException {
    Path outcomes = folder.resolve("outbox/b.outcomes.csv");
    Files.writeString(outcomes, Files.readString(outcomes).replace("REFUSED", "DELETED"));

    assertThat(run("verify-receipt", "b")).isEqualTo(1);
    assertThat(said)
        .contains("BROKEN: The first altered line of the outcomes file is line 3 (row 2")
        .contains("BROKEN, first at b: The outcomes file was altered");
    assertThat(run("verify-receipt", "a")).isZero();
    assertThat(run("verify-receipt")).isEqualTo(1);
    assertThat(said).contains("BROKEN, first at receipt 2 (b): The outcomes file was altered");
  }

  @Test
  void aReceiptIsVerifiedByItsFileToo() throws IOException {
    Path receipt = folder.resolve("outbox/b.receipt.json");

    assertThat(run("verify-receipt", receipt.toString())).as(said).isZero();

    Files.writeString(receipt, Files.readString(receipt).replace("\"rows\" : 2", "\"rows\" : 3"));
    assertThat(run("verify-receipt", receipt.toString())).isEqualTo(1);
    assertThat(said).contains("BROKEN: The signature does not fit");
    Files.delete(receipt);
    assertThat(run("verify-receipt", "b")).as(said).isZero();
    assertThat(said).contains("not checked: Its file");
  }

  @Test
  void anAuditorNeedsTheReceiptTheOutcomesAndThePublicKeyOnly(@TempDir Path elsewhere)
      throws IOException {
    String key = ReceiptKeys.publicName(ReceiptKeys.below(folder).signing(true).id());
    Path receipt = Files.copy(folder.resolve("outbox/b.receipt.json"), elsewhere.resolve("r.json"));
    Path outcomes =
        Files.copy(folder.resolve("outbox/b.outcomes.csv"), elsewhere.resolve("b.outcomes.csv"));
    Path pem = Files.copy(folder.resolve("keys").resolve(key), elsewhere.resolve("key.pem"));

    assertThat(run("verify-receipt", receipt.toString(), "--key=" + pem)).as(said).isZero();
    assertThat(said)
        .contains("ok: The signature")
        .contains("ok: The outcomes file is the one that was signed")
        .contains("not checked: The dead letter is not there")
        .contains("not checked: Lines and the chain");

    Files.writeString(outcomes, "x", StandardOpenOption.APPEND);
    assertThat(run("verify-receipt", receipt.toString(), "--key=" + pem)).isEqualTo(1);
    assertThat(run("verify-receipt", receipt.toString(), "--key=" + outcomes)).isEqualTo(1);
    assertThat(said).contains("is not a public Ed25519 key");
  }

  @Test
  void wordsThatAreOffEndWithTwo() {
    assertThat(run("verify-receipt", "a", "b")).isEqualTo(2);
    assertThat(run("verify-receipt", "--kye=x")).isEqualTo(2);
    assertThat(run("verify-receipt", "--key=x")).isEqualTo(2);
    assertThat(run("find", "--vendor=yunke")).isEqualTo(2);
    assertThat(run("find", "--subject=x")).isEqualTo(2);
    assertThat(run("find", "--vendor=yunke", "--subject=x", "y")).isEqualTo(2);
    assertThat(run("rotate-key", "now")).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsTold() {
    assertThat(run("verify-receipt", "nothing")).isEqualTo(1);
    assertThat(said).contains("no receipt of a request nothing");
    assertThat(
            Commands.run(
                new String[] {"verify-receipt", "--lethe.home=" + folder.resolve("nowhere")}))
        .isEqualTo(1);
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aSubjectIsFoundWithItsRequestsAndAttemptsBeforeAndAfterRetention() {
    assertThat(run("find", "--vendor=yunke", "--subject=zhang.wei")).as(said).isZero();
    String before = said;

    home.retire();

    assertThat(run("find", "--vendor=yunke", "--subject=zhang.wei")).as(said).isZero();
    assertThat(before)
        .contains("a row 1: DELETED (0), 1 attempt(s), decided at 2026-03-01T08:00:05Z\n")
        .contains("  attempt 1 at 2026-03-01T08:00:05Z, batch batch-A: DELETED (0)\n")
        .contains("b row 1: DELETED (0), 1 attempt(s), decided at 2026-03-01T08:00:10Z\n")
        .endsWith("2 row(s)\n");
    assertThat(said.replace(", retired", "")).isEqualTo(before);
    assertThat(run("find", "--vendor=digelao", "--subject=zhang.wei")).isEqualTo(1);
    assertThat(said).isEqualTo("0 row(s)\n");
  }

  @Test
  void aSubjectIsTakenAsItIsAndMayComeFromStandardInput() {
    assertThat(run("find", "--vendor=yunke", "--subject=${java.home}")).as(said).isZero();
    InputStream in = System.in;
    System.setIn(new ByteArrayInputStream("no-li\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("find", "--vendor=yunke", "--subject=-")).as(said).isZero();
    } finally {
      System.setIn(in);
    }
    assertThat(said).contains("b row 2: REFUSED (70402)").doesNotContain("no-li");
  }

  @Test
  void aNewKeyLeavesOlderReceiptsVerifiable() {
    String before = ReceiptKeys.below(folder).signing(true).id();

    assertThat(run("rotate-key")).as(said).isZero();

    assertThat(ReceiptKeys.below(folder).signing(true).id()).isNotEqualTo(before);
    assertThat(run("verify-receipt")).as(said).isZero();
  }
}
