package dev.lethe.ledger;

import dev.lethe.ledger.LedgerBooks.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.springframework.util.FileSystemUtils;

/** The books balance whatever happens, in whatever order. */
final class SqliteBooksTest {
  @Property(tries = 50)
  void balanceAfterEveryStepAndEndWithEveryRowFinal(
      @ForAll @Size(min = 30, max = 80) List<Step> steps, @ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("lethe-books");
    String url = "jdbc:sqlite:" + folder.resolve("ledger.db");
    Random random = new Random(seed);

    try (LedgerBooks books = new LedgerBooks(() -> SqliteLedger.open(url, LedgerContract.CLOCK))) {
      books.take(Step.BEGIN, random);
      steps.forEach(step -> books.take(step, random));
      books.finish();
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }
}
