package dev.lethe;

import dev.lethe.command.CommandLog;
import dev.lethe.command.Commands;
import dev.lethe.start.StartFailure;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;

/**
 * Starts Lethe: the service, or one of the commands of {@link Commands} if the first argument names
 * it.
 */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class) // It logs a password.
public class LetheApplication {

  private LetheApplication() {}

  /** Starts the service, which runs until it is stopped, or runs a command and ends. */
  public static void main(String[] args) {
    StartFailure.keepToOneLine();
    boolean run = args.length > 0 && args[0].equals(Commands.RUN);
    String[] words = run ? Arrays.copyOfRange(args, 1, args.length) : args;
    if (run && words.length == 1 && (words[0].equals("--help") || words[0].equals("-h"))) {
      System.exit(Commands.run(new String[] {"help", Commands.RUN}));
    }
    if (!run && args.length > 0 && Commands.has(args[0])) {
      CommandLog.toStandardError();
      System.exit(Commands.run(args));
    }
    Commands.refusal(words).ifPresent(refusal -> refuse(refusal, words[0]));
    SpringApplication.run(LetheApplication.class, words);
  }

  private static void refuse(String refusal, String first) {
    System.err.println(refusal + ". Nothing was started.");
    Commands.nearest(first)
        .filter(near -> !Commands.has(first) && !first.startsWith("-"))
        .ifPresent(near -> System.err.println("Did you mean '" + near + "'?"));
    System.err.println();
    System.err.print(Commands.help());
    System.exit(2);
  }
}
