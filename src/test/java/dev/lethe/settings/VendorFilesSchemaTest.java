package dev.lethe.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.SubjectRule;
import dev.lethe.vendor.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The delivered vendor files against the schema of vendor files, and that against the code. */
final class VendorFilesSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");
  private static final JsonNode SCHEMA = read();
  private static final JsonSchema VALIDATOR =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SCHEMA);

  static Stream<Path> vendorFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("config", "vendors"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("vendorFiles")
  void everyVendorFileFitsTheSchema(Path file) throws IOException {
    assertThat(problems(Files.readString(file))).isEmpty();
  }

  @Test
  void theExampleOfTheDocumentationFitsTheSchema() throws IOException {
    String page = Files.readString(Path.of("docs", "vendor-contract.md"));

    List<String> examples =
        EXAMPLE
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .filter(text -> text.contains("\nbatch-size: "))
            .toList();

    assertThat(examples).hasSize(1).allSatisfy(text -> assertThat(problems(text)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("vendorFiles")
  void everyOtherKeyIsDeclaredAsAParameter(Path file) throws IOException {
    JsonNode vendor = yaml(Files.readString(file));
    List<String> others = new ArrayList<>();
    vendor.fieldNames().forEachRemaining(others::add);
    SCHEMA.get("properties").fieldNames().forEachRemaining(others::remove);

    vendor.path("parameters").fieldNames().forEachRemaining(others::remove);
    Path ofRoute = file.resolveSibling(vendor.path("route").asText(nameOf(file)) + ".yaml");
    yaml(Files.readString(ofRoute))
        .path("parameters")
        .fieldNames()
        .forEachRemaining(others::remove);

    assertThat(others).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("vendorFiles")
  void noCodeHasTwoRows(Path file) throws IOException {
    JsonNode vendor = yaml(Files.readString(file));
    boolean takesThemFromAnother = !vendor.has("codes") && vendor.has("route");

    List<String> codes = vendor.path("codes").findValuesAsText("code");

    assertThat(codes).doesNotHaveDuplicates();
    assertThat(takesThemFromAnother || codes.contains("*")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("vendorFiles")
  void everyVendorFileOpensWithWhatItIsAndNamesItsRoute(Path file) throws IOException {
    String text = Files.readString(file);
    String route = yaml(text).path("route").asText(nameOf(file));

    assertThat(text).startsWith("# ");
    assertThat(Path.of("routes", "vendors", route + ".camel.yaml")).isRegularFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "batch-size: 0",
        "batch-size: many",
        "batch-characters: -1",
        "verify-batch-size: ten",
        "rate: 0",
        "linger: 100",
        "timeout: soon",
        "total-timeout: 3",
        "breaker: {failures: 0}",
        "base-url: ftp://host",
        "base-url: https://me:secret@host",
        "backoff: {inital: 1s}",
        "subject: {pattern: 'a+'}",
        "subject: {max-byte: 3}",
        "parameters: {key: {required: true}}",
        "parameters: {Key: {means: x.}}",
        "parameters: {key: {means: x., pattern: 'a+'}}",
        "parameters: {key: {means: x., or: other}}",
        "codes: [{code: 1, verdict: GONE, means: x.}]",
        "codes: [{code: 1, verdict: RETRY}]",
        "codes: [{code: 1, verdict: HALT, means: x.}]",
        "codes: [{code: 1, verdict: RETRY, call-then: HALT, tries: 2, means: x.}]",
        "codes: [{code: 1, verdict: RETRY, then: REFUSED, means: x.}]",
        "codes: [{code: 1, verdict: RETRY, means: x., pauses: true}]",
        "codes: [{code: 1, verdict: RETRY, means: x., singly: often}]",
        "something: [1]"
      })
  void aMistakeDoesNotFit(String text) {
    assertThat(problems(text)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("recordsAndKeys")
  void theSchemaHasTheKeysThatAreBound(Class<?> type, String pointer) {
    Set<String> keys = new TreeSet<>();
    SCHEMA.at(pointer).fieldNames().forEachRemaining(keys::add);

    assertThat(keys)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .toList());
  }

  static Stream<Arguments> recordsAndKeys() {
    return Stream.of(
        Arguments.of(VendorProperties.class, "/properties"),
        Arguments.of(VendorProperties.Parameter.class, "/$defs/parameter/properties"),
        Arguments.of(VendorProperties.Range.class, "/$defs/range/properties"),
        Arguments.of(VendorProperties.Breaker.class, "/$defs/breaker/properties"),
        Arguments.of(SubjectRule.class, "/$defs/subject/properties"),
        Arguments.of(
            SubjectRule.Forbidden.class, "/$defs/subject/properties/forbid/items/properties"),
        Arguments.of(CodeRule.class, "/$defs/code/properties"));
  }

  @Test
  void theSchemaHasTheVerdictsThatThereAre() {
    List<String> verdicts = new ArrayList<>();
    SCHEMA.at("/$defs/verdict/enum").forEach(verdict -> verdicts.add(verdict.asText()));

    assertThat(verdicts)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Verdict.values()).map(Enum::name).toList());
  }

  @Test
  void everyKeyOfTheSchemaIsDescribed() {
    assertThat(keys(SCHEMA).toList())
        .hasSizeGreaterThan(30)
        .filteredOn(key -> key.isObject() && !key.has("enum") && !key.has("const"))
        .allSatisfy(key -> assertThat(key.path("description").asText()).endsWith("."));
  }

  private static Stream<JsonNode> keys(JsonNode node) {
    Stream<JsonNode> own = node.path("properties").properties().stream().map(Map.Entry::getValue);
    Stream<JsonNode> deeper = node.properties().stream().flatMap(entry -> keys(entry.getValue()));
    return Stream.concat(own, deeper);
  }

  private static Set<ValidationMessage> problems(String text) {
    return VALIDATOR.validate(yaml(text));
  }

  private static JsonNode yaml(String text) {
    JsonNode node = JSON.valueToTree(new Yaml().load(text));
    assertThat(node).isInstanceOf(ObjectNode.class);
    return node;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName()).replace(".yaml", "");
  }

  private static JsonNode read() {
    try (InputStream schema =
        VendorFilesSchemaTest.class.getResourceAsStream("/schema/vendor.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
