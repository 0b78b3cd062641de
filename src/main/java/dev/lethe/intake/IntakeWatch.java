package dev.lethe.intake;

import java.util.Map;

/** Is told of files, to count them. It must be quick and must not throw. */
public interface IntakeWatch {
  /**
   * A file's rows are all durable.
   *
   * @param rejected rows that are no good by lane, under an empty name those that have none
   */
  void taken(Map<String, Long> rejected);

  /** A file was no good as a whole. */
  void rejected();

  /** Watches nothing. */
  static IntakeWatch none() {
    return new IntakeWatch() {
      @Override
      public void taken(Map<String, Long> rejected) {
        // Nobody wants to know.
      }

      @Override
      public void rejected() {
        // Nobody wants to know.
      }
    };
  }
}
