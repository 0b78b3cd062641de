package dev.lethe.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the page: the template {@code templates/reconcile-report.mustache}, filled. */
final class ReportPage {
  private static final String TEMPLATE = "/templates/reconcile-report.mustache";

  private final Template template = load();

  void write(
      Writer writer,
      String name,
      ReconcileReport report,
      Summary summary,
      List<Finding> findings,
      List<RequestBooks> books)
      throws IOException {
    try {
      template.execute(new PageViews(name, report, summary).page(findings, books), writer);
    } catch (MustacheException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static Template load() {
    try (InputStream resource = ReportPage.class.getResourceAsStream(TEMPLATE)) {
      if (resource == null) {
        throw new IllegalStateException("the jar has no " + TEMPLATE);
      }
      return Mustache.compiler()
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withEscaper(PageText::escape)
          .compile(new InputStreamReader(resource, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
