package dev.lethe.bench.part;

import dev.lethe.bench.Figure;
import dev.lethe.bench.Results;

/** The same file through {@code java -jar}, for whoever starts it that way. */
public final class JarPart implements Part {

  @Override
  public void run(Setting setting, Results results) throws Exception {
    int rows = setting.rows();
    BigFile file = BigFile.runJar(setting, "jar", rows);
    results.add(
        Figure.of("jar", "Lethe by java -jar, one file", rows, file.perSecond(), "rows/s")
            .beside("limit"));
  }
}
