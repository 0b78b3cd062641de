package dev.lethe.bench.part;

import dev.lethe.bench.Results;

/** Something that is measured. */
@FunctionalInterface
public interface Part {

  /**
   * Measures, and adds what it found.
   *
   * @throws Exception if it cannot come to its end, or if what it ran did not do its work
   */
  void run(Setting setting, Results results) throws Exception;
}
