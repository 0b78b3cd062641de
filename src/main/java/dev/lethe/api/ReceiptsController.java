package dev.lethe.api;

import dev.lethe.operate.Operations;
import dev.lethe.operate.ReceiptVerdict;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;

/** Verifies receipts. */
@ApiController
@Tag(name = "receipts")
final class ReceiptsController {
  private static final int MOST_RECEIPT = 1024 * 1024;

  private final Operations operations;

  ReceiptsController(Operations operations) {
    this.operations = operations;
  }

  @Operation(
      operationId = "verifyReceipt",
      summary = "Verify a receipt",
      description =
          "Its signature, its place in the chain, its files. The body is the receipt's file, byte"
              + " for byte. Role: read.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
              }))
  @Refuses({413, 415})
  @PostMapping(
      path = "/receipts/verify",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
  ReceiptVerdict verify(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
    try (InputStream body = new BoundedBody(request.getInputStream(), MOST_RECEIPT)) {
      byte[] text = body.readAllBytes();
      if (text.length == 0) {
        throw Malformed.because("The body is empty: send the text of a receipt.");
      }
      return operations.verify(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
    } catch (CharacterCodingException e) {
      throw Malformed.because("The body is not text in UTF-8, so it is no receipt.");
    }
  }
}
