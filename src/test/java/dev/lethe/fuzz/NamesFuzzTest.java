package dev.lethe.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.request.RequestId;
import dev.lethe.settings.BoundSettings;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What Lethe sends and what it calls its files, whatever people drop. */
final class NamesFuzzTest {
  private static final String SHA256 = "0f".repeat(32);
  private static final Vendors VENDORS =
      BoundSettings.vendors(
          BoundSettings.DELIVERED,
          BoundSettings.tencentArgs(
              "--lethe.vendors.yunke.base-url=http://localhost:1",
              "--lethe.vendors.yunke.api-access-id=id",
              "--lethe.vendors.yunke.api-access-secret=secret",
              "--lethe.vendors.sf-express.company-id=1",
              "--lethe.vendors.sf-express.sk=sk",
              "--lethe.vendors.longlonglong.user-id=0d9f3c1e-0000-4000-8000-00000000000a",
              "--lethe.vendors.longlonglong.token=token"));

  // Written a second time, from the vendors' pages; 'yunke' publishes nothing.
  private static final Pattern TENCENT = Pattern.compile("[ -~]{1,32}");
  private static final Pattern SF = Pattern.compile("[ -~&&[^,=&]]{1,50}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9-]{3,31}");

  @Property(tries = 20_000, seed = "42")
  void nothing_that_breaks_a_vendors_format_is_ever_sent(@ForAll("texts") String subject) {
    for (Vendor vendor : VENDORS.enabled()) {
      if (vendor.refuses(subject).isEmpty()) {
        assertThat(subject).isNotBlank().isEqualTo(subject.strip());
        assertThat(subject.chars()).noneMatch(Character::isISOControl);
        assertThat(new String(subject.getBytes(UTF_8), UTF_8)).isEqualTo(subject);
        switch (vendor.name()) {
          case "tencent-im" ->
              assertThat(subject)
                  .matches(TENCENT)
                  .doesNotStartWith("@RBT#")
                  .isNotEqualTo("administrator");
          case "sf-express" -> {
            assertThat(subject).matches(SF);
            assertThat(String.join(",", List.of(subject, subject)).split(",", -1)).hasSize(2);
          }
          case "longlonglong" -> assertThat(subject).matches(PHONE);
          default -> assertThat(subject.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(100);
        }
      }
    }
  }

  @Property(tries = 5_000, seed = "42")
  void a_requests_id_is_a_file_name_everywhere(@ForAll("texts") String name) {
    String id = RequestId.of(name + ".csv", SHA256);

    assertThat(id)
        .endsWith("-0f0f0f0f")
        .doesNotStartWith(".")
        .doesNotMatch("(?s).*[/\\\\:*?\"<>|].*");
    assertThat(id.chars()).noneMatch(Character::isISOControl);
    assertThat(id.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(150 + 9);
    assertThat(new String(id.getBytes(UTF_8), UTF_8)).isEqualTo(id);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
                "a",
                "1",
                "138",
                "+86",
                "-",
                "@RBT#",
                ",",
                "=",
                "&",
                " ",
                "\u00a0",
                "\t",
                "\r\n",
                "\0",
                "\u0085",
                "张",
                "\ud83d\ude00",
                "\ud800",
                "\udc00",
                "administrator",
                "..",
                "/",
                "\\",
                "x".repeat(30),
                "1".repeat(20),
                "\u202e",
                "\u3000",
                "'",
                "\"")
            .list()
            .ofMaxSize(6)
            .map(list -> String.join("", list));
    return Arbitraries.oneOf(
        pieces, Arbitraries.randomValue(random -> Cells.subject(new Chance(random))));
  }
}
