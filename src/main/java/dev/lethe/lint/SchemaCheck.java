package dev.lethe.lint;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Holds YAML files to a JSON schema. */
final class SchemaCheck {
  /** One mistake in a route can break many rules of Camel's schema; the deepest ones name it. */
  private static final int SHOWN = 5;

  private final JsonSchema schema;
  private final String mend;

  private SchemaCheck(JsonSchema schema, String mend) {
    this.schema = schema;
    this.mend = mend;
  }

  /** The schema of vendor files. */
  static SchemaCheck ofVendors() {
    return new SchemaCheck(
        load("/schema/vendor.schema.json", VersionFlag.V202012),
        "docs/vendor-contract.md lists what can stand there.");
  }

  /** Camel's own schema of its YAML, a draft-04 one inside of camel-yaml-dsl. */
  static SchemaCheck ofRoutes() {
    return new SchemaCheck(
        load("/schema/camelYamlDsl.json", VersionFlag.V4), "Camel's YAML DSL knows no such thing.");
  }

  private static JsonSchema load(String resource, VersionFlag version) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).cacheRefs(false).build();
    try (InputStream text = SchemaCheck.class.getResourceAsStream(resource)) {
      return JsonSchemaFactory.getInstance(version)
          .getSchema(Objects.requireNonNull(text, resource), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What does not fit. */
  List<Remark> check(Path file, YamlText text) {
    List<Remark> remarks = new ArrayList<>();
    List<ValidationMessage> messages =
        schema.validate(text.data()).stream()
            .sorted(Comparator.comparing(message -> -depth(message)))
            .toList();
    int deepest = messages.isEmpty() ? 0 : depth(messages.get(0));
    messages.stream()
        .filter(message -> !mend.startsWith("Camel") || depth(message) == deepest)
        .limit(SHOWN)
        .forEach(message -> remarks.add(remark(file, text, message)));
    return remarks;
  }

  private static int depth(ValidationMessage message) {
    return message.getInstanceLocation().getNameCount();
  }

  private Remark remark(Path file, YamlText text, ValidationMessage message) {
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < message.getInstanceLocation().getNameCount(); i++) {
      steps.add(String.valueOf(message.getInstanceLocation().getElement(i)));
    }
    String said = message.getMessage().replaceFirst("^[^ ]*: ", "");
    String where = steps.isEmpty() ? "" : "'" + String.join(".", steps) + "': ";
    return Remark.error(file.toString(), text.line(steps), where + said + ". " + mend);
  }
}
