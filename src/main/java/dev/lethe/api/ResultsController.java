package dev.lethe.api;

import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RequestView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The files of a finished request, as they are in the outbox. */
@ApiController
@Tag(name = "receipts")
final class ResultsController {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final Operations operations;
  private final Outbox outbox;

  ResultsController(Operations operations, Outbox outbox) {
    this.operations = operations;
    this.outbox = outbox;
  }

  @Operation(
      operationId = "receipt",
      summary = "The signed receipt of a finished request",
      description = "The very bytes of its file. Role: read.")
  @ApiResponse(
      responseCode = "200",
      description = "The receipt.",
      content =
          @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")))
  @Refuses(404)
  @GetMapping("/requests/{id}/receipt")
  ResponseEntity<Resource> receipt(
      @Parameter(description = "The request's id.") @PathVariable("id") String id)
      throws IOException {
    return file(operations.request(id), ".receipt.json", MediaType.APPLICATION_JSON);
  }

  @Operation(
      operationId = "outcomes",
      summary = "What became of each row of a finished request",
      description =
          "The very bytes of its file, a line for every row, with subjects as they came; who asks"
              + " is noted. Role: operate.")
  @ApiResponse(
      responseCode = "200",
      description = "The outcomes.",
      content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  @Refuses(404)
  @GetMapping("/requests/{id}/outcomes")
  ResponseEntity<Resource> outcomes(
      @Parameter(description = "The request's id.") @PathVariable("id") String id, Principal by)
      throws IOException {
    ResponseEntity<Resource> file = file(operations.request(id), ".outcomes.csv", CSV);
    // The file shows subjects, and whoever sees subjects is noted: this look is what notes it.
    operations.items(new ItemQuery(id, List.of(), true, by.getName(), new PageQuery(null, 1)));
    return file;
  }

  private ResponseEntity<Resource> file(RequestView request, String ending, MediaType type)
      throws IOException {
    Path file =
        outbox
            .file(request.id(), ending)
            .orElseThrow(
                () ->
                    new OperationException(
                        Kind.NOT_FOUND,
                        "The file is not there: it is written once all rows are final. The request"
                            + " is in state "
                            + request.state()
                            + "."));
    return ResponseEntity.ok()
        .contentType(type)
        .contentLength(Files.size(file))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(request.id() + ending, StandardCharsets.UTF_8)
                .build()
                .toString())
        // Not a file to Spring, so that no part of it can be asked for.
        .body(new InputStreamResource(() -> Files.newInputStream(file), "a file of the outbox"));
  }
}
