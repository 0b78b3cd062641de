package dev.lethe.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.LoggerFactory;

/**
 * The log of a command: warnings only, on standard error, so that standard output is what was asked
 * for and nothing else. To be called before anything is logged, in a process of the command's own.
 */
public final class CommandLog {
  private CommandLog() {}

  /** Sets it up in place of logback's own, which prints everything on standard output. */
  public static void toStandardError() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      PatternLayoutEncoder encoder = new PatternLayoutEncoder();
      encoder.setContext(context);
      encoder.setPattern("%-5level %logger{0}: %msg%n");
      encoder.start();
      ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
      appender.setContext(context);
      appender.setTarget("System.err");
      appender.setEncoder(encoder);
      appender.start();
      context.getLogger("ROOT").addAppender(appender);
      context.getLogger("ROOT").setLevel(Level.WARN);
      // Camel's schema has words that the validator does not know, and that do not matter.
      context.getLogger("com.networknt").setLevel(Level.ERROR);
    }
  }
}
