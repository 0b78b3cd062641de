package dev.lethe.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.operate.Operations;
import dev.lethe.operate.Submission;
import dev.lethe.operate.Submitted;
import dev.lethe.plan.Plan;
import dev.lethe.plan.PlanJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** Takes in what is to be deleted. */
@ApiController
@Tag(name = "requests")
final class SubmitController {
  static final long MOST_JSON = 10 * 1024 * 1024;

  private final Operations operations;
  private final ObjectMapper json;
  private final Clock clock;
  private final Path uploads;

  /** Rows lie where uploads do ({@code uploads}) while they come in. */
  SubmitController(
      Operations operations, ObjectMapper json, Clock clock, MultipartConfigElement uploads) {
    this.uploads =
        Path.of(
            uploads.getLocation().isEmpty()
                ? System.getProperty("java.io.tmpdir")
                : uploads.getLocation());
    this.operations = operations;
    this.json = json;
    this.clock = clock;
  }

  @Operation(
      operationId = "submit",
      summary = "Hand in what is to be deleted, or only plan it",
      description =
          "A file of any format that the inbox takes (multipart/form-data), or up to 10 MB of JSON."
              + " It is on disk when the reply comes, and taken in a moment later. The same content"
              + " under the same name, or the same key of the same person, is the same submission:"
              + " nothing is done twice. With dry-run=true nothing is kept, no vendor is called, and"
              + " the reply says what would come of it. Role: submit.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = NewRequest.class),
                    examples =
                        @ExampleObject(
                            name = "two rows",
                            value =
                                "{\"name\":\"leavers-march.json\",\"items\":[{\"vendor\":\"tencent-im\",\"subject\":\"UserID_1\",\"reference\":\"HR-1041\"},{\"vendor\":\"sf-express\",\"subject\":\"E10002\"}]}")),
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(implementation = UploadForm.class))
              }))
  @ApiResponse(
      responseCode = "202",
      description = "It is on disk, and will be taken in.",
      headers =
          @Header(
              name = "Location",
              description = "Where the request can be followed.",
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = Submitted.class),
              examples =
                  @ExampleObject(
                      name = "new",
                      value = "{\"id\":\"leavers-march-1f0c9d3e\",\"known\":false}")))
  @ApiResponse(
      responseCode = "200",
      description = "A dry run: what would come of it.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = Plan.class)))
  @Refuses({409, 413, 415})
  @PostMapping(
      path = "/requests",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
  ResponseEntity<?> submit(
      @Parameter(
              description = "true: only plan it.",
              schema = @Schema(type = "boolean", defaultValue = "false"))
          @RequestParam(value = "dry-run", defaultValue = "false")
          String dryRun,
      @Parameter(hidden = true) HttpServletRequest request,
      Principal by)
      throws IOException, ServletException {
    boolean plan = Parameters.flag("dry-run", dryRun);
    String key = Parameters.key(Collections.list(request.getHeaders("Idempotency-Key")));
    String type = request.getContentType();
    if (type != null
        && MediaType.parseMediaType(type).isCompatibleWith(MediaType.APPLICATION_JSON)) {
      return rows(request, key, by.getName(), plan);
    }
    FormSubmission form = FormSubmission.of(request);
    try (InputStream content = form.file().getInputStream()) {
      return hand(
          new Submission(form.name(), form.vendor(), key, form.callback(), by.getName()),
          content,
          plan);
    }
  }

  private ResponseEntity<?> rows(
      HttpServletRequest request, @Nullable String key, String by, boolean plan)
      throws IOException {
    Path file = Files.createTempFile(uploads, "rows-", ".json");
    try {
      JsonSubmission.Head head;
      try (InputStream body = new BoundedBody(request.getInputStream(), MOST_JSON);
          OutputStream out = Files.newOutputStream(file)) {
        head = JsonSubmission.copy(body, out);
      }
      String name = UploadedName.json(head.name(), key, clock.instant());
      try (InputStream content = Files.newInputStream(file)) {
        return hand(new Submission(name, head.vendor(), key, head.callback(), by), content, plan);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private ResponseEntity<?> hand(Submission submission, InputStream content, boolean plan)
      throws IOException {
    if (plan) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .body(text(operations.plan(submission, content)));
    }
    Submitted submitted = operations.submit(submission, content);
    String id = UriUtils.encodePathSegment(submitted.id(), StandardCharsets.UTF_8);
    return ResponseEntity.accepted()
        .location(URI.create(ApiController.BASE + "/requests/" + id))
        .body(submitted);
  }

  private byte[] text(Plan plan) throws JsonProcessingException {
    return PlanJson.of(plan, json).getBytes(StandardCharsets.UTF_8);
  }
}
