package dev.lethe.command;

import dev.lethe.command.Commands.Entry;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Commands as picocli reads them. Only those that are asked for are made: that is most of it. */
final class CommandLines {
  private static final String PROGRAM = "java -jar target/lethe.jar";

  private CommandLines() {}

  /** Reads the words of one command, and runs it. */
  static int run(Entry entry, Desk desk, String[] words) {
    Failures failures = new Failures(desk.screen(), words);
    return of(entry, desk)
        .setParameterExceptionHandler((refused, given) -> failures.refused(refused))
        .setExecutionExceptionHandler((failure, command, result) -> failures.told(failure))
        .execute(words);
  }

  /** One command. */
  static CommandLine of(Entry entry, Desk desk) {
    CommandLine line = new CommandLine(entry.maker().apply(desk));
    CommandSpec spec = line.getCommandSpec().name(entry.name());
    UsageMessageSpec usage = spec.usageMessage();
    usage.header(entry.name() + ": " + entry.line());
    usage.synopsisHeading("%nUsage: " + PROGRAM + " ");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.footerHeading("%nExample:%n");
    usage.abbreviateSynopsis(true);
    usage.width(desk.screen().width());
    Screen screen = desk.screen();
    return line
        // A name like @list.csv is a file's name, not a list of words.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(screen.colours() ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(screen.out(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(screen.err(), true, Charset.defaultCharset()));
  }

  /** All of them below one name, for what completes them. */
  static CommandLine all(String program, Desk desk) {
    CommandLine root = new CommandLine(CommandSpec.create().name(program));
    Commands.table().forEach(entry -> root.addSubcommand(entry.name(), of(entry, desk)));
    return root;
  }
}
