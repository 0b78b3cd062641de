package dev.lethe.api;

import static java.util.Map.entry;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** What the API's description says beside what its controllers say of themselves. */
public final class Description implements OpenApiCustomizer, OperationCustomizer {
  private static final String NEXT_PAGE = "The address of the next page, rel=\"next\", if any.";

  private static final Map<Integer, String> PROBLEMS =
      Map.ofEntries(
          entry(400, "The request is not in the form that is described here. Nothing was done."),
          entry(401, "Nobody is signed in, or the name, the password or the token is wrong."),
          entry(403, "Whoever is signed in may not do that."),
          entry(404, "There is no such thing, or not yet."),
          entry(409, "It is not in a state in which that can be done. Nothing was done."),
          entry(413, "More was sent than is taken at once. Nothing was done."),
          entry(415, "The body is of a type that is not taken here. Nothing was done."),
          entry(422, "The form is right, and what it says is no good. Nothing was done."),
          entry(429, "Too many requests: wait as Retry-After says."),
          entry(500, "Lethe failed. Its log has the failure under the incident."),
          entry(503, "Not now: the ledger, the disk or the service fails."));

  /** Statuses that every operation may have. */
  private static final List<Integer> ALWAYS = List.of(400, 401, 403, 422, 429, 500, 503);

  /** The document before any operation is in it. */
  public static OpenAPI document() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Lethe")
                .version("1")
                .description(
                    "Deletes people's accounts at vendors, in bulk, and can prove it. Errors are"
                        + " problem documents (RFC 9457). Parameters and fields that are not"
                        + " described are refused. Times are ISO 8601 in UTC.")
                .license(
                    new License()
                        .name("Apache-2.0")
                        .url("https://www.apache.org/licenses/LICENSE-2.0")))
        .servers(List.of(new Server().url("/").description("Wherever Lethe listens.")))
        .tags(
            List.of(
                new Tag().name("requests").description("Hand in, follow, approve, decline."),
                new Tag().name("receipts").description("What is proven of a finished request."),
                new Tag().name("dead letters").description("Rows that failed."),
                new Tag().name("lanes").description("One for each enabled vendor."),
                new Tag().name("reconciliations").description("Who is still there?"),
                new Tag().name("service").description("How Lethe is, and who did what.")))
        .components(
            new Components()
                .addSecuritySchemes(
                    "basic",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("basic")
                        .description("A name and a password; admin's is made at the first start."))
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("A token of your identity provider, where one is set."))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("LETHE_SESSION")
                        .description("The console's session.")))
        .security(
            List.of(
                new SecurityRequirement().addList("basic"),
                new SecurityRequirement().addList("bearer"),
                new SecurityRequirement().addList("session")));
  }

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    Refuses refuses = method.getMethodAnnotation(Refuses.class);
    Map<String, ApiResponse> all = new TreeMap<>(operation.getResponses());
    IntStream.concat(
            ALWAYS.stream().mapToInt(Integer::intValue),
            refuses == null ? IntStream.empty() : Arrays.stream(refuses.value()))
        .forEach(status -> all.put(Integer.toString(status), problem(status)));
    ApiResponses sorted = new ApiResponses();
    sorted.putAll(all);
    operation.setResponses(sorted);
    if (operation.getOperationId().equals("submit")) {
      operation.addParametersItem(key());
    }
    if (isPaged(operation)) {
      operation.getResponses().forEach(Description::link);
    }
    return operation;
  }

  @Override
  public void customise(OpenAPI description) {
    ModelConverters.getInstance()
        .read(Problem.class)
        .forEach(description.getComponents()::addSchemas);
    description.getComponents().setSchemas(new TreeMap<>(description.getComponents().getSchemas()));
  }

  private static ApiResponse problem(int status) {
    return new ApiResponse()
        .description(PROBLEMS.get(status))
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("Problem"))));
  }

  private static void link(String status, ApiResponse reply) {
    if (status.equals("200")) {
      reply.addHeaderObject("Link", text(NEXT_PAGE));
    }
  }

  private static boolean isPaged(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(one -> one.getName().equals("after"));
  }

  private static Header text(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  private static HeaderParameter key() {
    HeaderParameter key = new HeaderParameter();
    key.name("Idempotency-Key")
        .description("What makes a repeated submission the same one, for each person.")
        .example("hr-2026-03-03-leavers")
        .schema(new StringSchema().minLength(1).maxLength(200).pattern("^[\\x21-\\x7e]{1,200}$"));
    return key;
  }
}
