package dev.lethe.command;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Something that is done by {@code java -jar target/lethe.jar NAME …} instead of the service. */
abstract class Task implements Callable<Integer> {
  private final Desk desk;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--output",
      paramLabel = "text|json",
      description = "text for people (the default), or json: one document for programs")
  private Form output = Form.TEXT;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "say what this command does")
  private boolean help;

  /** How the result is printed. */
  enum Form {
    TEXT,
    JSON
  }

  Task(Desk desk) {
    this.desk = desk;
  }

  /** Which words it needs, as a sentence for somebody who left one out. */
  abstract String needs();

  /**
   * Does it; what it has to say goes to the screen.
   *
   * @return the exit code: 0 if it was done, 1 if it was not; more in the command's help
   * @throws Exception of a kind that {@link Failures} knows how to tell
   */
  @Override
  public abstract Integer call() throws Exception;

  final Desk desk() {
    return desk;
  }

  final Screen screen() {
    return desk.screen();
  }

  final boolean isJson() {
    return output == Form.JSON;
  }

  final boolean isHelpAsked() {
    return help;
  }

  final void say(String line) {
    screen().out().println(line);
  }

  /** Prints a document, in UTF-8 whatever the machine's own encoding is: so JSON is exchanged. */
  final void document(Object value) {
    byte[] text = (new Json().of(value) + "\n").getBytes(StandardCharsets.UTF_8);
    screen().out().writeBytes(text);
    screen().out().flush();
  }

  /** Refuses the words; nothing was done. */
  final ParameterException wordsAreOff() {
    if (spec == null) {
      throw new IllegalStateException("a command outside of its command line");
    }
    return new ParameterException(spec.commandLine(), needs());
  }
}
