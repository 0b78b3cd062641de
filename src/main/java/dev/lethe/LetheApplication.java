package dev.lethe;

import dev.lethe.command.Commands;
import dev.lethe.start.StartFailure;
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
    if (args.length > 0 && Commands.has(args[0])) {
      System.exit(Commands.run(args));
    }
    Commands.refusal(args)
        .ifPresent(
            refusal -> {
              System.err.println(refusal + ". Nothing was started.");
              System.err.println();
              System.err.print(Commands.help());
              System.exit(2);
            });
    SpringApplication.run(LetheApplication.class, args);
  }
}
