package dev.lethe.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report as JSON, a finding and a request a line, written as it comes. {@code
 * schema/reconcile-report.schema.json} says what is in it.
 */
final class ReportJson {
  static final String SCHEMA = "https://lethe.dev/schema/reconcile-report.schema.json";

  private final JsonGenerator json;

  ReportJson(Writer writer) throws IOException {
    this.json = new JsonFactory().createGenerator(writer);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new OuterIndenter());
    printer.indentArraysWith(new OuterIndenter());
    json.setPrettyPrinter(printer);
  }

  void begin(ReconcileReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("schema", SCHEMA);
    json.writeStringField("run_id", report.runId());
    json.writeStringField("kind", report.kind().name());
    text("started_at", Words.time(report.startedAt()));
    text("finished_at", Words.time(report.finishedAt()));
    text("schedule", report.schedule());
    json.writeStringField("time_zone", report.zone().getId());
    text("list", report.list());
    json.writeStringField("lethe_version", report.version());
    json.writeBooleanField("resumed", report.resumed());
    number("deadline_days", Words.days(report.deadline()));
    json.writeArrayFieldStart("vendors");
    for (VendorFigures vendor : report.vendors()) {
      write(vendor);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
  }

  private void write(VendorFigures vendor) throws IOException {
    json.writeStartObject();
    json.writeStringField("vendor", vendor.vendor());
    json.writeStringField("title", vendor.title());
    json.writeNumberField("checked", vendor.checked());
    json.writeNumberField("confirmed", vendor.confirmed());
    json.writeNumberField("still_present", vendor.stillPresent());
    json.writeNumberField("reappeared", vendor.reappeared());
    json.writeNumberField("unverifiable", vendor.unverifiable());
    json.writeNumberField("overdue", vendor.overdue());
    json.writeNumberField("chased", vendor.chased());
    json.writeNumberField("unknown", vendor.unknown());
    json.writeNumberField("calls", vendor.calls());
    json.writeArrayFieldStart("skipped");
    for (VendorFigures.Skipped skipped : vendor.skipped()) {
      json.writeStartObject();
      json.writeNumberField("rows", skipped.rows());
      json.writeStringField("code", skipped.code());
      json.writeStringField("said", skipped.said());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void write(Finding finding) throws IOException {
    json.writeStartObject();
    json.writeStringField("result", finding.result().name());
    json.writeStringField("vendor", finding.vendor());
    json.writeStringField("subject", finding.subject());
    text("request_id", finding.requestId());
    number("row", finding.row() == 0 ? null : BigDecimal.valueOf(finding.row()));
    text("code", finding.code());
    json.writeStringField("said", finding.said());
    text("decided_at", Words.time(finding.decidedAt()));
    text("checked_at", Words.time(finding.checkedAt()));
    number("age_days", Words.days(finding.age()));
    json.writeEndObject();
  }

  void beginRequests() throws IOException {
    json.writeEndArray();
    json.writeArrayFieldStart("requests");
  }

  void write(RequestBooks books) throws IOException {
    json.writeStartObject();
    json.writeStringField("request_id", books.requestId());
    json.writeNumberField("rows", books.rows());
    json.writeNumberField("sum", books.sum());
    json.writeBooleanField("holds", books.holds());
    json.writeArrayFieldStart("differences");
    for (RequestBooks.Difference difference : books.differences()) {
      json.writeStartObject();
      json.writeStringField("request_id", books.requestId());
      json.writeStringField("code", difference.code());
      json.writeStringField("said", difference.said());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The summary stands last: what it counts was written by then. */
  void end(Summary summary) throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("summary");
    json.writeStringField("conclusion", summary.conclusion().name());
    json.writeBooleanField("clean", summary.clean());
    json.writeNumberField("exit_status", summary.conclusion().exitStatus());
    json.writeStringField("said", summary.said());
    json.writeNumberField("checked", summary.checked());
    counts("findings", summary.findings());
    counts("overdue", summary.overdue());
    number("oldest_overdue_days", Words.days(summary.oldestOverdue()));
    json.writeNumberField("requests", summary.requests());
    json.writeNumberField("rows", summary.rows());
    json.writeNumberField("unbalanced", summary.unbalanced());
    json.writeNumberField("differing", summary.differing());
    json.writeArrayFieldStart("contradictions");
    for (String contradiction : summary.contradictions()) {
      json.writeString(contradiction);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
  }

  private void counts(String name, Map<? extends Enum<?>, Long> counts) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<? extends Enum<?>, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey().name().toLowerCase(Locale.ENGLISH), count.getValue());
    }
    json.writeEndObject();
  }

  private void text(String name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value);
    }
  }

  private void number(String name, @Nullable BigDecimal value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  /** New lines for the report and its lists; what they hold stays on one line. */
  private static final class OuterIndenter implements DefaultPrettyPrinter.Indenter {
    private static final int DEEPEST = 2;
    private final DefaultIndenter lines = new DefaultIndenter("  ", "\n");

    @Override
    public void writeIndentation(JsonGenerator json, int level) throws IOException {
      if (level <= DEEPEST) {
        lines.writeIndentation(json, level);
      } else {
        json.writeRaw(' ');
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }
}
