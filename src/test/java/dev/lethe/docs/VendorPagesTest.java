package dev.lethe.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vendors' pages say what the vendors' files say. */
final class VendorPagesTest {
  private static final Path FILES = Path.of("config", "vendors");
  private static final Path PAGES = Path.of("docs", "vendors");
  private static final String RENEW = "mvn test -Dtest=VendorPagesTest -Dlethe.docs.write=true";

  static Stream<Path> pages() throws IOException {
    return Stream.concat(
        sorted(PAGES, ".md").stream(), Stream.of(Path.of("README.md"), Path.of("README.zh-CN.md")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void a_page_says_what_the_vendors_file_says(Path page) throws IOException {
    String text = Files.readString(page);

    String renewed = VendorPages.renewed(text, FILES);
    if (Boolean.getBoolean("lethe.docs.write")) {
      Files.writeString(page, renewed);
      text = renewed;
    }

    assertThat(text).as("%s is stale. Renew it: %s", page, RENEW).isEqualTo(renewed);
  }

  @Test
  void every_vendor_is_on_one_page() throws IOException {
    List<String> shown = new ArrayList<>();
    for (Path page : sorted(PAGES, ".md")) {
      shown.addAll(VendorPages.vendorsOf(Files.readString(page)));
    }

    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(
            sorted(FILES, ".yaml").stream()
                .map(file -> String.valueOf(file.getFileName()).replace(".yaml", ""))
                .toList());
  }

  @Test
  void a_code_and_an_inheriting_vendor_are_shown_and_the_rest_of_a_page_stays(@TempDir Path files)
      throws IOException {
    Files.writeString(
        files.resolve("acme.yaml"),
        """
        batch-size: 50   # the vendor's limit
        parameters:
          token: {required: true, secret: true, means: "A token."}
        codes:
          - {code: "a|b", verdict: RETRY, tries: 2, then: REFUSED, ran: false, means: "Busy."}
        """);
    Files.writeString(files.resolve("other.yaml"), "route: acme\nbatch-size: 10\n");

    String page =
        VendorPages.renewed("top\n<!-- generated: acme, other -->\nold\n<!-- end -->\nend", files);

    assertThat(page)
        .startsWith("top\n")
        .endsWith("<!-- end -->\nend")
        .doesNotContain("old")
        .contains("| `token` | yes | | A token. **Secret.** |")
        .contains("| `batch-size` | `50` | the vendor's limit |")
        .contains(
            "| `a\\|b` | Busy. | `RETRY`, `REFUSED` at attempt 2; surely not deleted | `RETRY` | |")
        .contains("| `batch-size` | `10` | `50` | |");
  }

  private static List<Path> sorted(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
