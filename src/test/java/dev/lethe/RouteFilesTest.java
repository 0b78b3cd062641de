package dev.lethe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The house rules of route files, for every one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouteFilesTest {

  private static final Path ROUTES = Path.of("routes");
  private static final int LONGEST = 130;
  // Hundreds of megabytes once it is in use, so it goes when this class is done.
  private final JsonSchema schema = camelsOwnSchema();

  static Stream<Path> routeFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ROUTES)) {
      return files
          .filter(file -> file.toString().endsWith(".camel.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itFitsCamelsSchema(Path file) throws IOException {
    assertThat(schema.validate(yaml(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itIsShort(Path file) throws IOException {
    assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST);
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itOpensWithItsPurposeInputOutputAndFailurePath(Path file) throws IOException {
    List<String> header =
        Files.readAllLines(file).stream().takeWhile(line -> line.startsWith("#")).toList();

    assertThat(header).isNotEmpty();
    assertThat(header.get(0)).matches("# .+");
    assertThat(header).anyMatch(line -> line.startsWith("# In:"));
    assertThat(header).anyMatch(line -> line.startsWith("# Out:"));
    assertThat(header).anyMatch(line -> line.startsWith("# Failure:"));
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itsRoutesHaveAnIdAndADescription(Path file) throws IOException {
    List<JsonNode> routes = routes(file);

    assertThat(routes).isNotEmpty();
    assertThat(routes)
        .allSatisfy(
            route -> {
              assertThat(route.path("id").asText()).matches("[a-z0-9-]+");
              assertThat(route.path("description").asText()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itIsNamedAfterItsFirstRoute(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replace(".camel.yaml", "");
    String expected = file.startsWith(ROUTES.resolve("login")) ? "login-" + name : name;

    assertThat(routes(file).get(0).path("id").asText()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("routeFiles")
  void itsVendorsRouteIsReachedByItsName(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).replace(".camel.yaml", "");
    List<String> entries =
        routes(file).stream().map(route -> route.path("from").path("uri").asText()).toList();

    if (file.startsWith(ROUTES.resolve("vendors"))) {
      assertThat(entries).contains("direct:vendor-" + name);
    }
    if (file.startsWith(ROUTES.resolve("login"))) {
      assertThat(entries).contains("direct:login-" + name);
    }
  }

  @Test
  void noTwoRoutesHaveTheSameId() throws IOException {
    assertThat(routeFiles().flatMap(file -> routes(file).stream()))
        .extracting(route -> route.path("id").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMistakeDoesNotFitCamelsSchema() {
    JsonNode mistake =
        new ObjectMapper()
            .valueToTree(new Yaml().load("- route: {from: {uri: direct:a, steps: [{tow: b}]}}"));

    assertThat(schema.validate(mistake)).isNotEmpty();
  }

  private static List<JsonNode> routes(Path file) {
    return yaml(file).findValues("route");
  }

  // Camel fills placeholders in before it reads numbers; the schema wants the numbers.
  private static JsonNode yaml(Path file) {
    try {
      String text =
          Files.readString(file)
              .replaceAll("\"\\{\\{[^}]*}}\"", "1")
              .replaceAll("\\{\\{[^}]*}}", "1");
      return new ObjectMapper().valueToTree(new Yaml().load(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonSchema camelsOwnSchema() {
    try (InputStream schema =
        RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V4)
          .getSchema(Objects.requireNonNull(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
