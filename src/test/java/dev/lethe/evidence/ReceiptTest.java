package dev.lethe.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptTest {
  private Path home;
  private ReceiptKeys keys;
  private SigningKey key;

  @BeforeEach
  void makeKey(@TempDir Path folder) {
    home = folder;
    keys = ReceiptKeys.below(folder);
    key = keys.signing(false);
  }

  @Test
  void isJsonOfOneKeyALineWithTheSignatureLast() {
    Receipt receipt = Receipt.sign(fields(), key);

    assertThat(receipt.text())
        .isEqualTo(
            """
            {
              "request_id" : "离职-1",
              "counts" : {
                "signature" : {
                  "DELETED" : 1
                }
              },
              "previous" : null,
              "key_id" : "%s",
              "signature" : "%s"
            }
            """
                .formatted(key.id(), receipt.signature()));
    assertThat(receipt.word("request_id")).isEqualTo("离职-1");
    assertThat(receipt.word("previous")).isNull();
    assertThat(receipt.word("none")).isNull();
  }

  @Test
  void isVerifiedWithThePublicKeyThatItNames() {
    Receipt receipt = Receipt.parse(Receipt.sign(fields(), key).text()).orElseThrow();

    assertThat(receipt.isSignedBy(keys.verifying(key.id()).orElseThrow())).isTrue();
    SigningKey next = keys.rotate();
    assertThat(receipt.isSignedBy(keys.verifying(key.id()).orElseThrow())).isTrue();
    assertThat(receipt.isSignedBy(keys.verifying(next.id()).orElseThrow())).isFalse();
  }

  @Test
  void isTheSameEachTimeItIsWritten() {
    assertThat(Receipt.sign(fields(), key)).isEqualTo(Receipt.sign(fields(), key));
  }

  @Test
  void noByteOfItCanBeChangedOrTakenOut() {
    String text = Receipt.sign(fields(), key).text();
    VerifyingKey verifying = keys.verifying(key.id()).orElseThrow();
    int edges = 0;

    for (int i = 0; i < text.length(); i++) {
      String changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
      String shorter = text.substring(0, i) + text.substring(i + 1);
      for (String other : new String[] {changed, shorter}) {
        boolean passes =
            Receipt.parse(other).map(receipt -> receipt.isSignedBy(verifying)).orElse(false);
        assertThat(passes).as("byte %s", i).isFalse();
        edges++;
      }
    }

    assertThat(edges).isGreaterThan(400);
  }

  @Test
  void whatIsNoSuchTextIsNoReceipt() {
    assertThat(Receipt.parse("")).isEmpty();
    assertThat(Receipt.parse("{\"request_id\": \"x\"}")).isEmpty();
    assertThat(Receipt.parse(Receipt.sign(fields(), key).text() + "\n")).isEmpty();
  }

  /** The recipe of docs/operations.md, word for word. */
  @Test
  void isVerifiedByOpensslAndSed() throws Exception {
    assumeThat(shell("openssl version && sed --version")).as("openssl and sed").isZero();
    Receipt receipt = Receipt.sign(fields(), key);
    Files.writeString(home.resolve("X.receipt.json"), receipt.text());
    String recipe =
        """
        sed '/^  "signature" : /d' X.receipt.json > signed.txt
        sed -n 's/^  "signature" : "\\(.*\\)"$/\\1/p' X.receipt.json | openssl base64 -d -A > signature.bin
        openssl pkeyutl -verify -rawin -pubin -inkey keys/receipts-%s.pub.pem -in signed.txt -sigfile signature.bin
        """
            .formatted(key.id());

    assertThat(shell(recipe)).isZero();
    assertThat(Files.readString(home.resolve("signed.txt"), StandardCharsets.UTF_8))
        .isEqualTo(receipt.signed());
    assertThat(
            shell(
                "test $(openssl pkey -pubin -in keys/receipts-%s.pub.pem -outform DER | sha256sum | cut -c1-16) = %s"
                    .formatted(key.id(), key.id())))
        .isZero();
    Files.writeString(home.resolve("X.receipt.json"), receipt.text().replace(": 1", ": 2"));
    assertThat(shell(recipe)).isNotZero();
  }

  private int shell(String script) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("shell.log").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("request_id", "离职-1");
    fields.put("counts", Map.of("signature", Map.of("DELETED", 1)));
    fields.put("previous", null);
    return fields;
  }
}
