package dev.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/openapi.json} is what the service says of itself; {@code -Dlethe.docs.write=true}
 * renews it.
 */
final class DescriptionTest {
  private static final Path COPY = Path.of("docs", "openapi.json");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static JsonNode served;

  @BeforeAll
  static void ask(@TempDir Path home) throws IOException, InterruptedException {
    try (ApiServer server = ApiServer.start(new StubOperations(), home)) {
      served = new DescribedApi(server.address()).description();
    }
  }

  @Test
  void the_copy_in_the_repository_is_what_is_served() throws IOException {
    if (Boolean.getBoolean("lethe.docs.write")) {
      Files.writeString(COPY, JSON.writeValueAsString(served) + "\n");
    }

    assertThat(JSON.readTree(Files.readString(COPY)))
        .as("renew it: mvn test -Dtest=DescriptionTest -Dlethe.docs.write=true")
        .isEqualTo(served);
  }

  @Test
  void every_operation_says_what_it_does_what_it_takes_and_what_may_come_back() {
    List<String> ids = new ArrayList<>();
    served
        .path("paths")
        .forEach(
            path ->
                path.forEach(
                    operation -> {
                      String id = operation.path("operationId").asText();
                      ids.add(id);
                      assertThat(operation.path("summary").asText()).as(id).isNotBlank();
                      assertThat(operation.path("description").asText()).as(id).contains("Role: ");
                      operation
                          .path("parameters")
                          .forEach(
                              one ->
                                  assertThat(one.path("description").asText())
                                      .as("%s of %s", one.path("name").asText(), id)
                                      .isNotBlank());
                      operation
                          .path("responses")
                          .properties()
                          .forEach(
                              reply ->
                                  assertThat(type(reply.getValue()))
                                      .as("%s of %s", reply.getKey(), id)
                                      .matches(
                                          reply.getKey().compareTo("400") < 0
                                              ? "application/json|text/csv"
                                              : "application/problem\\+json"));
                    }));

    assertThat(ids).doesNotHaveDuplicates().hasSize(19);
    assertThat(served.at("/components/securitySchemes").size()).isEqualTo(3);
  }

  private static String type(JsonNode reply) {
    return reply.path("content").fieldNames().next();
  }
}
