package dev.lethe;

import dev.lethe.command.Commands;
import dev.lethe.start.StartFailure;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts Lethe: the service, or one of the commands of {@link Commands} if the first argument names
 * it.
 */
@SpringBootApplication
public class LetheApplication {

  private LetheApplication() {}

  /** Starts the service, which runs until it is stopped, or runs a command and ends. */
  public static void main(String[] args) {
    if (args.length > 0 && Commands.has(args[0])) {
      System.exit(Commands.run(args));
    }
    if (args.length > 0 && !args[0].startsWith("--")) {
      System.err.println(
          "there is no command '"
              + args[0]
              + "'; there are "
              + Commands.names()
              + ", and none starts Lethe");
      System.exit(2);
    }
    StartFailure.keepToOneLine();
    SpringApplication.run(LetheApplication.class, args);
  }
}
