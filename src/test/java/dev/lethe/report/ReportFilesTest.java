package dev.lethe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.report.ReconcileReport.Kind;
import dev.lethe.report.Samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportFilesTest {
  private Path home;
  private ReportFiles files;

  @BeforeEach
  void open(@TempDir Path folder) {
    home = folder;
    files = new ReportFiles(folder);
  }

  @Test
  void aReportIsThreeFilesNamedByTheTimeOfItsEnd() throws IOException {
    WrittenReport written = write(Samples.findings());

    assertThat(names())
        .containsExactly(
            "reconcile-20261121T164500Z.csv",
            "reconcile-20261121T164500Z.html",
            "reconcile-20261121T164500Z.json");
    assertThat(written.summary().conclusion()).isEqualTo(Conclusion.FINDINGS);
  }

  @Test
  void aSecondReportOfTheSameSecondGetsANumber() throws IOException {
    write(Samples.clean());
    write(Samples.findings());
    WrittenReport third = write(Samples.nothing());

    assertThat(third.json()).hasFileName("reconcile-20261121T164500Z-3.json");
    assertThat(names()).hasSize(9).contains("reconcile-20261121T164500Z-2.csv");
    assertThat(third.html()).content().contains("reconcile-20261121T164500Z-3.csv");
  }

  @Test
  void theCsvOfAListHasEveryRowWithItsAnswer() throws IOException {
    WrittenReport written = write(Samples.list());

    assertThat(written.csv())
        .content()
        .isEqualToNormalizingNewlines(
            """
            result,vendor,subject,request_id,row,code,said,decided_at,checked_at,age_days
            CONFIRMED,tencent-im,anna.schmidt,leavers-2026-10-eddccca8,1,,The vendor does not have it.,2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            STILL_PRESENT,tencent-im,'=berta+1,leavers-2026-10-eddccca8,2,listed,"The vendor said that it was deleted, and lists it.",2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            CONFIRMED,tencent-im,zhang.wei,leavers-2026-10-eddccca8,3,,The vendor does not have it.,2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            CONFIRMED,tencent-im,wang.fang,leavers-2026-10-eddccca8,4,,The vendor does not have it.,2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            UNVERIFIABLE,yunke,13800138000,leavers-2026-10-eddccca8,5,http-503,The vendor did not answer.,2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            CONFIRMED,yunke,li.na,leavers-2026-10-eddccca8,6,,The vendor does not have it.,2026-11-20T09:45:00Z,2026-11-21T16:45:00Z,1.3
            REJECTED,nobody,x,,7,unknown-vendor,There is no such vendor.,,,
            """);
  }

  @Test
  void theJsonHasTheFindingsWithSubjectsInFullAndWithoutAGuard() throws IOException {
    WrittenReport written = write(Samples.list());

    JsonNode json = new ObjectMapper().readTree(written.json().toFile());
    assertThat(json.get("findings").findValuesAsText("subject"))
        .containsExactly("=berta+1", "13800138000", "x");
    assertThat(json.at("/summary/findings/confirmed").asInt()).isEqualTo(4);
    assertThat(json.at("/vendors/0/checked").asInt()).isEqualTo(4);
  }

  @Test
  void manyFindingsAreAllWrittenAndThePageShowsTheGravest() throws IOException {
    int unsure = 200_000;
    ReconcileReport report =
        Samples.report(
            Kind.SCHEDULED,
            List.of(
                Samples.checked("yunke", "Yunke", 0, 0, 0, unsure, 1),
                Samples.checked("tencent-im", "Tencent Cloud IM", 0, 1, 0, 0, 1)));
    Iterator<Finding> lines =
        IntStream.rangeClosed(1, unsure + 1)
            .mapToObj(
                i ->
                    i <= unsure
                        ? Samples.line(Result.UNVERIFIABLE, "yunke", "user-" + i, i)
                        : Samples.line(Result.STILL_PRESENT, "tencent-im", "the-last", i))
            .iterator();

    WrittenReport written = files.write(report, lines, List.<RequestBooks>of().iterator());

    try (Stream<String> csv = Files.lines(written.csv())) {
      assertThat(csv.count()).isEqualTo(unsure + 2L);
    }
    assertThat(written.summary().findings()).containsEntry(Result.UNVERIFIABLE, (long) unsure);
    assertThat(written.summary().contradictions()).isEmpty();
    List<String> shown =
        Jsoup.parse(Files.readString(written.html())).select("table.lines tbody tr").eachText();
    assertThat(shown).hasSize(ReportFiles.FINDINGS_ON_PAGE);
    assertThat(shown.get(0)).startsWith("Still present");
    assertThat(written.html()).content().contains("500 of 200,001, the gravest first.");
  }

  @Test
  void aRunThatBreaksOffLeavesNothing() throws IOException {
    Iterator<Finding> breaking =
        Stream.of(1, 2)
            .map(
                i -> {
                  if (i == 2) {
                    throw new IllegalStateException("the ledger is closed");
                  }
                  return Samples.line(Result.UNVERIFIABLE, "yunke", "a", i);
                })
            .iterator();

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                files.write(
                    Samples.clean().report(), breaking, List.<RequestBooks>of().iterator()));

    assertThat(names()).isEmpty();
  }

  private WrittenReport write(Sample sample) throws IOException {
    return files.write(sample.report(), sample.findings().iterator(), sample.requests().iterator());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(home.resolve("reports"))) {
      return list.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
