package dev.lethe.command;

import dev.lethe.operate.Operations;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands before a Lethe of the test's own, and keeps what they say. */
final class CommandDesk implements Doors {
  final StubOperations lethe = new StubOperations();
  final List<String> signedIn = new ArrayList<>();
  private final Map<String, String> environment;
  private String out = "";
  private String err = "";

  CommandDesk(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Runs a command; blanks part its words. */
  int run(String line, String... more) {
    ByteArrayOutputStream outs = new ByteArrayOutputStream();
    ByteArrayOutputStream errs = new ByteArrayOutputStream();
    Screen screen =
        new Screen(
            new PrintStream(outs, true, StandardCharsets.UTF_8),
            new PrintStream(errs, true, StandardCharsets.UTF_8),
            false,
            false,
            100,
            ZoneOffset.ofHours(8));
    String[] words =
        Stream.concat(Stream.of(line.split(" ")), Stream.of(more)).toArray(String[]::new);
    try {
      return Commands.run(words, screen, this, environment);
    } finally {
      out = outs.toString(StandardCharsets.UTF_8);
      err = errs.toString(StandardCharsets.UTF_8);
    }
  }

  String out() {
    return out;
  }

  String err() {
    return err;
  }

  @Override
  public Operations service(URI url, SignIn credentials) {
    signedIn.add(url + " " + credentials.user() + " " + credentials.secret());
    return lethe;
  }

  @Override
  public Alone alone(CommandSettings settings, Clock clock) {
    signedIn.add("alone");
    return new Alone(lethe, () -> signedIn.add("closed"));
  }
}
