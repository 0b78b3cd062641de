package dev.lethe.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lethe.audit.Finding.Kind;
import dev.lethe.evidence.Receipt;
import dev.lethe.evidence.ReceiptKeys;
import dev.lethe.evidence.SubjectKey;
import dev.lethe.ledger.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three requests; something is altered, and that very thing is named. */
final class TamperingTest {
  private Path folder;
  private AuditedHome home;

  @BeforeEach
  void threeRequests(@TempDir Path folder) {
    this.folder = folder;
    home = new AuditedHome(folder);
    home.request("a", "one", "two");
    home.request("b", "li", "no-wang", "zhao", "sun");
    home.request("c", "last");
  }

  @AfterEach
  void close() {
    home.close();
  }

  private record Told(String about, Finding finding) {}

  private List<Told> chain() throws IOException {
    List<Told> told = new ArrayList<>();
    ReceiptKeys keys = ReceiptKeys.below(folder);
    LedgerCheck rows = new LedgerCheck(home.ledger(), SubjectKey.find(folder).orElse(null));
    new ChainCheck(home.ledger(), new ReceiptCheck(keys::verifying), rows, folder.resolve("outbox"))
        .check((about, findings) -> findings.forEach(one -> told.add(new Told(about, one))));
    return told;
  }

  /** The first thing that is broken, by receipt and sentence. */
  private String firstBroken() throws IOException {
    return chain().stream()
        .filter(told -> told.finding().isBroken())
        .findFirst()
        .map(told -> told.about() + ": " + told.finding().text())
        .orElse("");
  }

  private List<String> broken() throws IOException {
    return chain().stream()
        .filter(told -> told.finding().isBroken())
        .map(told -> told.about() + ": " + told.finding().text())
        .toList();
  }

  private static void edit(Path file, UnaryOperator<String> edit) throws IOException {
    String before = Files.readString(file);
    String after = edit.apply(before);
    assertThat(after).isNotEqualTo(before);
    Files.writeString(file, after);
  }

  private void maybeRetire(boolean retired) {
    if (retired) {
      home.retire();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWasNotAlteredIsFine(boolean retired) throws IOException {
    maybeRetire(retired);

    assertThat(chain()).extracting(told -> told.finding().kind()).containsOnly(Kind.FINE);
    assertThat(chain()).hasSize(3 * 4 + 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOutcomeThatWasAlteredIsNamedByLineAndColumn(boolean retired) throws IOException {
    maybeRetire(retired);
    edit(home.outcomes("b"), text -> text.replace("REFUSED", "DELETED"));

    assertThat(broken())
        .containsExactly(
            "receipt 2 (b): The outcomes file was altered after it was signed ("
                + home.outcomes("b")
                + ")",
            "receipt 2 (b): The first altered line of the outcomes file is line 3 (row 2: not what"
                + " the ledger knows: outcome)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aSubjectThatWasAlteredIsNamedAndNotShown(boolean retired) throws IOException {
    maybeRetire(retired);
    edit(home.outcomes("b"), text -> text.replace(",zhao,", ",zhou,"));

    assertThat(broken())
        .last()
        .asString()
        .endsWith("line 4 (row 3: not what the ledger knows: subject)")
        .doesNotContain("zhou", "zhao");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLineThatWasRemovedIsNamed(boolean retired) throws IOException {
    maybeRetire(retired);
    edit(home.outcomes("b"), text -> text.replaceAll("3,yunke,zhao.*\r\n", ""));

    assertThat(broken()).last().asString().contains("line 4 (row 4 stands where row 3 belongs");
  }

  @Test
  void theLastLineThatWasRemovedIsNamed() throws IOException {
    edit(home.outcomes("b"), text -> text.replaceAll("4,yunke,sun.*\r\n", ""));

    assertThat(broken()).last().asString().contains("line 5 (the file ends where row 4 belongs)");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLineThatWasAddedIsNamed(boolean retired) throws IOException {
    maybeRetire(retired);
    edit(home.outcomes("b"), text -> text + "5,yunke,extra,DELETED,0,x,1,2026-03-01T08:00:05Z\r\n");

    assertThat(broken()).last().asString().contains("line 6 (it is too many");
  }

  @Test
  void linesThatChangedPlacesAreNamed() throws IOException {
    edit(
        home.outcomes("b"),
        text -> text.replaceAll("(?s)(3,yunke.*?\r\n)(4,yunke.*?\r\n)", "$2$1"));

    assertThat(broken()).last().asString().contains("line 4 (row 4 stands where row 3 belongs");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void lineEndsAndQuotesThatWereAlteredAreNamed(boolean retired) throws IOException {
    maybeRetire(retired);
    edit(home.outcomes("a"), text -> text.replace(",two,", ",\"two\","));
    assertThat(broken()).last().asString().contains("line 3 (row 2: its cells are right");

    edit(home.outcomes("a"), text -> text.replace("\r\n", "\n"));
    assertThat(broken()).last().asString().contains("line 1 (it is not the header)");
  }

  @Test
  void aReceiptThatWasEditedIsNamed() throws IOException {
    edit(home.receipt("b"), text -> text.replace("\"rows\" : 4", "\"rows\" : 3"));

    assertThat(firstBroken())
        .isEqualTo("receipt 2 (b): Its file was altered (" + home.receipt("b") + ")");
    Receipt receipt = Receipt.parse(Files.readString(home.receipt("b"))).orElseThrow();
    assertThat(
            new ReceiptCheck(ReceiptKeys.below(folder)::verifying)
                .check(receipt, folder.resolve("outbox")))
        .first()
        .satisfies(finding -> assertThat(finding.text()).contains("signature does not fit"));
  }

  @Test
  void aReceiptThatWasEditedInTheLedgerTooIsNamed() throws IOException {
    home.sql("update receipts set text = replace(text, '\"rows\" : 4', '\"rows\" : 3')");
    assertThat(firstBroken()).isEqualTo("receipt 2 (b): Its text in the ledger was altered");
  }

  @Test
  void aReceiptOfAnotherKeyIsNamed() throws IOException {
    edit(home.receipt("a"), text -> text.replaceAll("key_id\" : \"....", "key_id\" : \"0000"));

    Receipt receipt = Receipt.parse(Files.readString(home.receipt("a"))).orElseThrow();
    assertThat(
            new ReceiptCheck(ReceiptKeys.below(folder)::verifying)
                .check(receipt, folder.resolve("outbox")))
        .first()
        .satisfies(finding -> assertThat(finding.text()).contains("cannot be verified"));
  }

  @Test
  void filesThatWereClearedAwayAreToldAndDoNotBreakTheChain() throws IOException {
    Files.delete(home.receipt("b"));
    Files.delete(home.outcomes("b"));
    Files.delete(home.deadLetter("b"));

    assertThat(broken()).isEmpty();
    assertThat(chain())
        .filteredOn(told -> told.finding().kind() == Kind.UNCHECKED)
        .extracting(told -> told.about() + ": " + told.finding().text().replaceAll(" \\(.*", ""))
        .containsExactly(
            "receipt 2 (b): Its file is not there",
            "receipt 2 (b): The outcomes file is not there",
            "receipt 2 (b): The dead letter is not there");
  }

  @Test
  void aReceiptThatWasTakenOutOfTheLedgerIsMissed() throws IOException {
    home.sql("delete from receipts where number = 2");

    assertThat(firstBroken())
        .isEqualTo("receipt 3 (c): Receipt 2 is missing before it: it was taken out of the ledger");
    assertThat(broken()).contains("b: Its receipt is in the outbox, but not in the ledger");
  }

  @Test
  void theEndOfTheChainThatWasCutOffIsMissed() throws IOException {
    home.sql("delete from receipts where number = 3");
    assertThat(firstBroken()).isEqualTo("c: Its receipt is in the outbox, but not in the ledger");

    Files.delete(home.receipt("c"));

    assertThat(firstBroken())
        .isEqualTo("c: The request was reported, but its receipt was taken out of the ledger");
  }

  @Test
  void receiptsThatChangedPlacesAreNamed() throws IOException {
    home.sql("update receipts set number = -number");
    home.sql("update receipts set number = case number when -1 then 2 when -2 then 1 else 3 end");

    assertThat(firstBroken())
        .isEqualTo("receipt 1 (b): Its place in the ledger is not the one that was signed");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowThatWasAlteredInTheLedgerIsNamed(boolean retired) throws IOException {
    maybeRetire(retired);
    home.sql("update items set state = 11 where id = (1 << 32) + 2");

    assertThat(broken())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("receipt 1 (a): The ledger was altered after the receipt was signed.")
        .endsWith("line 3 (row 2: not what the ledger knows: outcome, detail)");
  }

  @Test
  void aRowThatWasAlteredInTheLedgerIsNoticedWithoutTheFile() throws IOException {
    Files.delete(home.outcomes("b"));
    home.sql("update items set subject = 'somebody' where id = (2 << 32) + 3");

    assertThat(firstBroken())
        .startsWith("receipt 2 (b): The ledger's rows are not those that were signed");
  }

  @Test
  void aDeadLetterThatWasAlteredOrAddedIsNamed() throws IOException {
    edit(home.deadLetter("b"), text -> text.replace("no-wang", "wang"));
    Files.writeString(home.deadLetter("c"), "vendor,subject\r\n");

    assertThat(broken())
        .hasSize(2)
        .anyMatch(one -> one.startsWith("receipt 2 (b): The dead letter was altered"))
        .anyMatch(one -> one.startsWith("receipt 3 (c): The receipt knows of no dead letter"));
  }

  @Test
  void withoutTheSubjectsKeyTheOtherCellsAreStillChecked() throws IOException {
    home.retire();
    Files.delete(folder.resolve("keys/subjects.key"));
    assertThat(broken()).isEmpty();
    assertThat(chain())
        .filteredOn(told -> told.finding().kind() == Kind.UNCHECKED)
        .hasSize(3)
        .allSatisfy(told -> assertThat(told.finding().text()).contains("keys/subjects.key"));

    edit(home.outcomes("b"), text -> text.replace("REFUSED", "DELETED"));

    assertThat(broken()).last().asString().contains("line 3 (row 2");
  }

  @Test
  void aReceiptWhoseTextWasClearedIsStillALinkAndItsFileStillVerifies() throws IOException {
    home.request("d", List.of(AuditedHome.rejected(1, "=cell", "=who"), AuditedHome.item(2, "x")));
    home.request("e", "after");
    home.retire();
    assertThat(chain()).extracting(told -> told.finding().kind()).containsOnly(Kind.FINE);

    Files.delete(home.receipt("d"));
    assertThat(broken()).isEmpty();
    assertThat(chain())
        .anyMatch(told -> told.finding().text().contains("retention has cleared it"));

    home.sql("update receipts set sha256 = replace(sha256, '0', '1') where number = 4");
    assertThat(firstBroken()).isEqualTo("receipt 5 (e): It does not follow the receipt before it");
  }

  @Test
  void filesThatAreWrittenAgainHaveTheSameBytes() throws IOException {
    RequestRecord request = home.ledger().request("b").orElseThrow();
    String outcomes = Files.readString(home.outcomes("b"));
    String receipt = Files.readString(home.receipt("b"));
    Files.delete(home.outcomes("b"));
    Files.delete(home.receipt("b"));

    home.files().writeOutcomesAndReceipt(request);

    assertThat(home.outcomes("b")).hasContent(outcomes);
    assertThat(Files.readString(home.receipt("b"))).isEqualTo(receipt);
    assertThat(home.ledger().receipts(0, 9)).hasSize(3);
  }

  @Test
  void filesAreNotWrittenAgainFromALedgerThatWasAlteredOrRetired() throws IOException {
    RequestRecord request = home.ledger().request("b").orElseThrow();
    Files.delete(home.outcomes("b"));
    home.sql("update items set state = 10 where id = (2 << 32) + 2");

    assertThatIOException()
        .isThrownBy(() -> home.files().writeOutcomesAndReceipt(request))
        .withMessageContaining("verify-receipt b");
    assertThat(home.outcomes("b")).doesNotExist();

    home.sql("update items set state = 13 where id = (2 << 32) + 2");
    home.retire();
    assertThatIOException()
        .isThrownBy(() -> home.files().writeOutcomesAndReceipt(request))
        .withMessageContaining("lethe.retention");
    assertThatIOException().isThrownBy(() -> home.files().writeDeadLetter(request));
  }
}
