package dev.lethe.start;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lethe.evidence.KeyException;
import dev.lethe.ledger.LedgerException;
import dev.lethe.settings.SettingChecks;
import dev.lethe.settings.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Tells in one line on standard error why Lethe does not start: the file, the line or the key, and
 * the mend. Spring Boot's own report is switched off in {@code application.yaml}.
 */
public final class StartFailure implements FailureAnalyzer, FailureAnalysisReporter {
  private static final Pattern ROUTE_FILE = Pattern.compile("[^\\s\\[\\]'\"]*\\.camel\\.yaml");
  private static final Pattern ROUTE = Pattern.compile("Failed to create route: (\\S+)");
  private static final Pattern LINE = Pattern.compile("\\bline[: ]+(\\d+)");
  private static final int LONGEST = 500;

  /**
   * Silences Spring Boot's own report until {@code application.yaml}, which does so too, has been
   * read: it may be what is broken.
   */
  public static void keepToOneLine() {
    if (LoggerFactory.getLogger(LoggingFailureAnalysisReporter.class) instanceof Logger report) {
      report.setLevel(Level.OFF);
    }
  }

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    return new FailureAnalysis(explain(failure), null, failure);
  }

  @Override
  public void report(FailureAnalysis analysis) {
    System.err.println("lethe cannot start: " + analysis.getDescription());
  }

  /** What is wrong and what to do, in one line. */
  public static String explain(Throwable failure) {
    List<Throwable> chain = chain(failure);
    for (Throwable one : chain) {
      if (one instanceof SettingsException
          || one instanceof LedgerException
          || one instanceof KeyException) {
        return oneLine(one.getMessage());
      }
      if (one instanceof PortInUseException taken) {
        return "server.port: port "
            + taken.getPort()
            + " is taken by another program. Stop that, or set another port.";
      }
      if (one instanceof BindException bind) {
        return oneLine(SettingChecks.explain(bind).getMessage());
      }
    }
    return route(chain);
  }

  private static String route(List<Throwable> chain) {
    String file = "";
    String line = "";
    for (Throwable one : chain) {
      String message = String.valueOf(one.getMessage());
      file = file.isEmpty() ? first(ROUTE_FILE, message, 0) : file;
      line = line.isEmpty() ? first(LINE, message, 1) : line;
    }
    Throwable root = chain.get(chain.size() - 1);
    String what = oneLine(root.getMessage() == null ? root.toString() : root.getMessage());
    if (!file.isEmpty()) {
      String place = file.replaceFirst("^file:", "") + (line.isEmpty() ? "" : ":" + line);
      return place + ": " + what + " Mend the route and start again.";
    }
    String id =
        chain.stream()
            .map(StartFailure::routeId)
            .filter(one -> !one.isEmpty())
            .findFirst()
            .orElse("");
    if (!id.isEmpty()) {
      return "route "
          + id
          + " (grep -rn 'id: "
          + id
          + "' routes): "
          + what
          + ". Mend the route and start again.";
    }
    return root instanceof YAMLException
        ? "config/application.yaml or a profile's file beside it is not YAML: " + what
        : what + " (" + root.getClass().getSimpleName() + ")";
  }

  private static String routeId(Throwable one) {
    return first(ROUTE, String.valueOf(one.getMessage()), 1);
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable one = failure; one != null && !chain.contains(one); one = one.getCause()) {
      chain.add(one);
    }
    return chain;
  }

  private static String first(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(group) : "";
  }

  private static String oneLine(@Nullable String text) {
    String line = String.valueOf(text).replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
  }
}
