package dev.lethe.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.lethe.report.ReconcileReport.Kind;
import dev.lethe.report.RequestBooks.Difference;
import dev.lethe.report.Samples.Sample;
import dev.lethe.report.VendorFigures.Skipped;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The JSON against its schema, and the schema against the code. */
final class ReportSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SCHEMA = read();
  private static final JsonSchema VALIDATOR =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA);

  @Property(tries = 300, seed = "42")
  void every_report_fits_the_schema_and_keeps_its_subjects(@ForAll("reports") Sample sample)
      throws IOException {
    JsonNode written = written(sample);

    assertThat(VALIDATOR.validate(written)).isEmpty();
    assertThat(written.get("findings").findValuesAsText("subject"))
        .containsExactlyElementsOf(
            sample.findings().stream()
                .filter(finding -> finding.result().isFinding())
                .map(Finding::subject)
                .toList());
    assertThat(written.at("/summary/clean").asBoolean())
        .isEqualTo(written.at("/summary/exit_status").asInt() == 0);
  }

  @Example
  void what_is_not_in_the_schema_does_not_fit() throws IOException {
    ObjectNode more = written(Samples.clean());
    more.put("more", 1);
    ObjectNode less = written(Samples.clean());
    less.remove("summary");
    ObjectNode wrong = written(Samples.findings());
    ((ObjectNode) wrong.at("/findings/0")).put("result", "GONE");

    assertThat(Stream.of(more, less, wrong))
        .allSatisfy(report -> assertThat(VALIDATOR.validate(report)).isNotEmpty());
  }

  @Example
  void the_schema_names_the_results_the_bands_and_the_conclusions_that_there_are() {
    assertThat(texts("/properties/findings/items/properties/result/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Result.values()).filter(Result::isFinding).map(Enum::name).toList());
    assertThat(keys("/properties/summary/properties/findings/properties"))
        .containsExactlyInAnyOrderElementsOf(lower(Result.values()));
    assertThat(keys("/properties/summary/properties/overdue/properties"))
        .containsExactlyInAnyOrderElementsOf(lower(OverdueBand.values()));
    assertThat(texts("/properties/kind/enum"))
        .containsExactlyInAnyOrderElementsOf(Stream.of(Kind.values()).map(Enum::name).toList());
    assertThat(texts("/properties/summary/properties/conclusion/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Conclusion.values()).map(Enum::name).toList());
    assertThat(texts("/properties/summary/properties/exit_status/enum"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Conclusion.values()).map(c -> String.valueOf(c.exitStatus())).toList());
  }

  @Provide
  Arbitrary<Sample> reports() {
    Arbitrary<ReconcileReport> report =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.strings().injectNull(0.5),
                vendors().list().ofMaxSize(4).uniqueElements(VendorFigures::vendor),
                times())
            .as(
                (kind, text, vendors, end) ->
                    new ReconcileReport(
                        "run",
                        kind,
                        end.minusSeconds(90),
                        end,
                        text,
                        ZoneId.of("Asia/Shanghai"),
                        text,
                        "0.1.0",
                        text == null,
                        Samples.DEADLINE,
                        vendors));
    return Combinators.combine(report, findings().list().ofMaxSize(20), books().list().ofMaxSize(5))
        .as(Sample::new);
  }

  private static Arbitrary<VendorFigures> vendors() {
    Arbitrary<Skipped> skipped =
        Combinators.combine(Arbitraries.longs().between(1, 99), Arbitraries.strings())
            .as((rows, text) -> new Skipped(rows, text, text));
    return Combinators.combine(
            Arbitraries.strings(),
            Arbitraries.longs().between(0, 1_000_000).list().ofSize(8),
            skipped.list().ofMaxSize(2))
        .as(
            (name, n, left) ->
                new VendorFigures(
                    name,
                    name,
                    n.get(0),
                    n.get(1),
                    n.get(2),
                    n.get(3),
                    n.get(4),
                    n.get(5) + n.get(6),
                    n.get(6),
                    n.get(7),
                    left));
  }

  private static Arbitrary<Finding> findings() {
    return Combinators.combine(
            Arbitraries.of(Result.class),
            Arbitraries.strings(),
            Arbitraries.strings().injectNull(0.3),
            Arbitraries.integers().between(0, 1_000_000),
            times().injectNull(0.3),
            Arbitraries.longs().between(0, 100_000_000).map(Duration::ofSeconds).injectNull(0.3))
        .as(
            (result, text, perhaps, row, time, age) ->
                new Finding(result, text, text, perhaps, row, perhaps, text, time, time, age));
  }

  private static Arbitrary<RequestBooks> books() {
    Arbitrary<Difference> differences =
        Arbitraries.strings().map(text -> new Difference("receipt-missing", text));
    return Combinators.combine(
            Arbitraries.strings(),
            Arbitraries.longs().between(0, 9),
            Arbitraries.longs().between(0, 9),
            differences.list().ofMaxSize(2))
        .as(RequestBooks::new);
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, 4_000_000_000_000_000L)
        .map(micros -> Instant.EPOCH.plusNanos(micros * 1_000));
  }

  private static ObjectNode written(Sample sample) throws IOException {
    StringWriter json = new StringWriter();
    ReportPass pass =
        new ReportPass(sample.report(), sample.findings().iterator(), sample.requests().iterator());
    pass.into(new StringWriter()).writeTo(json);
    return (ObjectNode) JSON.readTree(json.toString());
  }

  private static List<String> lower(Enum<?>... values) {
    return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ENGLISH)).toList();
  }

  private static List<String> keys(String pointer) {
    return SCHEMA.at(pointer).properties().stream().map(entry -> entry.getKey()).toList();
  }

  private static List<String> texts(String pointer) {
    return SCHEMA.at(pointer).valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode read() {
    try (InputStream schema =
        ReportSchemaTest.class.getResourceAsStream("/schema/reconcile-report.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
