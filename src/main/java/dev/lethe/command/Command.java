package dev.lethe.command;

/** Something that is done by {@code java -jar target/lethe.jar NAME …} instead of the service. */
@FunctionalInterface
interface Command {

  /**
   * Does it; what it has to say goes to standard output and standard error.
   *
   * @param args the words of the command line, the command's name first
   * @return the exit code: 0 if it was done, 1 if it was not, 2 if the words are off
   */
  int run(String[] args);
}
