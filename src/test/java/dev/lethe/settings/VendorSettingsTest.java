package dev.lethe.settings;

import static dev.lethe.settings.BoundSettings.DELIVERED;
import static dev.lethe.settings.BoundSettings.tencentArgs;
import static dev.lethe.settings.BoundSettings.vendors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.vendor.Backoff;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.ConfigurableEnvironment;

final class VendorSettingsTest {

  private static final String TENCENT = "--lethe.vendors.tencent-im.";

  private Path config;

  @BeforeEach
  void copyTheDeliveredSettings(@TempDir Path folder) throws IOException {
    config = folder;
    Files.createDirectories(config.resolve("vendors"));
    for (String file : new String[] {"application.yaml", "vendors/tencent-im.yaml"}) {
      Files.copy(DELIVERED.resolve(file), config.resolve(file));
    }
  }

  @Test
  void asDeliveredNoVendorIsEnabled() {
    Vendors vendors = vendors(config);

    assertThat(vendors.enabled()).isEmpty();
    assertThat(vendors.disabled()).contains("tencent-im");
  }

  @Test
  void aVendorIsEnabledOnceItsAddressAndCredentialsAreSet() {
    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    assertThat(vendor.title()).isEqualTo("Tencent Cloud IM");
    assertThat(vendor.route()).isEqualTo("tencent-im");
    assertThat(vendor.login()).isEqualTo("tencent-im");
    assertThat(vendor.baseUrl()).hasToString("http://localhost:1");
    assertThat(vendor.pace())
        .isEqualTo(
            new Vendor.Pace(new Vendor.BatchLimits(100, 0, 100), 20, 8, Duration.ofMillis(100)));
    assertThat(vendor.patience())
        .isEqualTo(
            new Vendor.Patience(
                new Vendor.Timeouts(
                    Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                5,
                new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
                new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5)),
                new Vendor.Breaker(3, 3),
                Duration.ofHours(1)));
    assertThat(vendor.view())
        .containsEntry("sdk-app-id", "1400000000")
        .containsEntry("user-sig-validity", "24h")
        .containsEntry("name", "tencent-im")
        .containsEntry("route", "tencent-im");
  }

  @Test
  void timeoutIsTheDefaultOfTheOtherTimeouts() {
    assertThat(timeouts("timeout=4s")).isEqualTo(timeouts(4_000, 4_000, 12_000));
    assertThat(timeouts("timeout=4s", "connect-timeout=500ms", "total-timeout=5s"))
        .isEqualTo(timeouts(500, 4_000, 5_000));
  }

  private Vendor.Timeouts timeouts(String... settings) {
    String[] args = Stream.of(settings).map(setting -> TENCENT + setting).toArray(String[]::new);
    return vendors(config, tencentArgs(args))
        .find("tencent-im")
        .orElseThrow()
        .patience()
        .timeouts();
  }

  private static Vendor.Timeouts timeouts(long connect, long reply, long total) {
    return new Vendor.Timeouts(
        Duration.ofMillis(connect), Duration.ofMillis(reply), Duration.ofMillis(total));
  }

  @Test
  void theBreakerCountsFailuresInARowUnlessItIsGivenAWindow() {
    assertThat(breaker("breaker.failures=5")).isEqualTo(new Vendor.Breaker(5, 5));
    assertThat(breaker("breaker.failures=5", "breaker.window=20"))
        .isEqualTo(new Vendor.Breaker(5, 20));
  }

  private Vendor.Breaker breaker(String... settings) {
    String[] args = Stream.of(settings).map(setting -> TENCENT + setting).toArray(String[]::new);
    return vendors(config, tencentArgs(args)).find("tencent-im").orElseThrow().patience().breaker();
  }

  @Test
  void secretsAreNeverShown() {
    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    assertThat(vendor.toString()).doesNotContain("nobody-may-see");
    assertThat(vendor.view().toString()).doesNotContain("nobody-may-see");
    assertThat(vendor.parameters().secretValues()).containsExactly("a-key-that-nobody-may-see");
  }

  @Test
  void enabledFalseKeepsAVendorThatIsSetUpOut() {
    Vendors vendors = vendors(config, tencentArgs(TENCENT + "enabled=false"));

    assertThat(vendors.enabled()).isEmpty();
    assertThat(vendors.disabled()).contains("tencent-im");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sdk-app-id", "identifier", "secret-key", "base-url"})
  void aVendorThatIsHalfSetUpNamesTheMissingKeyAndTheMend(String key) {
    String[] args =
        Stream.of(tencentArgs()).filter(arg -> !arg.contains(key)).toArray(String[]::new);

    refused(args)
        .withMessageContaining("lethe.vendors.tencent-im: the vendor is half set up")
        .withMessageContaining(key)
        .withMessageContaining("lethe.vendors.tencent-im.enabled=false")
        .withMessageNotContaining("nobody-may-see");
  }

  @Test
  void enabledTrueWithoutAnythingElseIsHalfSetUp() {
    refused(TENCENT + "enabled=true").withMessageContaining("sdk-app-id");
  }

  @Test
  void ourOwnAccountIsProtected() {
    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    assertThat(vendor.refuses("administrator").orElseThrow().code()).isEqualTo("own-account");
    assertThat(vendor.refuses("Administrator").orElseThrow().code()).isEqualTo("own-account");
    assertThat(vendor.refuses("administrator2")).isEmpty();
  }

  @Test
  void theProtectedFileOfAVendorIsRead() throws IOException {
    Files.createDirectories(config.resolve("protected"));
    Files.writeString(config.resolve("protected/tencent-im.txt"), "# ours\nroot\nadmin-*\n");

    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    assertThat(vendor.refuses("root").orElseThrow().code()).isEqualTo("protected");
    assertThat(vendor.refuses("admin-1").orElseThrow().code()).isEqualTo("protected");
    assertThat(vendor.refuses("rooty")).isEmpty();
  }

  @Test
  void aProtectedFileMayComeFromAWindowsEditor() throws IOException {
    protect("tencent-im.txt", "\ufeffroot\r\n\r\n  # ours\r\nadmin-*\r\n last ");

    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    for (String subject : List.of("root", "ROOT", "admin-1", "Admin-", "last")) {
      assertThat(vendor.refuses(subject).orElseThrow().code()).as(subject).isEqualTo("protected");
    }
    assertThat(vendor.refuses("rooty")).isEmpty();
    assertThat(vendor.protectedSubjects().protectsEverybody()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tencent.txt", "tencent-im.txt.txt", "tencent-im.TXT", "tencent-im", "NOTES.md"})
  void aProtectedFileThatWouldBeOverlookedStopsTheStart(String name) throws IOException {
    protect(name, "root\n");

    refused(tencentArgs())
        .withMessageContaining("protected/" + name + ": belongs to no vendor")
        .withMessageContaining("tencent-im");
  }

  @Test
  void theProtectedFileOfAVendorThatIsNotEnabledStopsNothing() throws IOException {
    protect("yunke.txt", "boss\n");
    protect(".gitkeep", "");
    protect("tencent-im.txt~", "an editor's copy");

    assertThat(vendors(config, tencentArgs("--lethe.vendors.yunke.enabled=false")).disabled())
        .contains("yunke");
  }

  @Test
  void aProtectedFileThatCannotBeReadStopsTheStart() throws IOException {
    Files.createDirectories(config.resolve("protected/tencent-im.txt"));

    refused(tencentArgs())
        .withMessageContaining("tencent-im.txt: cannot be read")
        .withMessageContaining("nobody would be protected");
  }

  @Test
  void aProtectedFileThatLeadsNowhereStopsTheStart() throws IOException {
    Files.createDirectories(config.resolve("protected"));
    Files.createSymbolicLink(config.resolve("protected/tencent-im.txt"), Path.of("gone.txt"));

    refused(tencentArgs()).withMessageContaining("tencent-im.txt: cannot be read");
  }

  private void protect(String file, String lines) throws IOException {
    Files.createDirectories(config.resolve("protected"));
    Files.writeString(config.resolve("protected").resolve(file), lines);
  }

  @Test
  void aVendorHasTheCapOfAllVendorsUnlessItSetsItsOwn() {
    String all = "--lethe.safety.max-items-per-day=700";

    assertThat(caps()).isEqualTo(new Vendor.Caps(null, null));
    assertThat(caps(all)).isEqualTo(new Vendor.Caps(700L, null));
    assertThat(caps(all, TENCENT + "max-items-per-day=9", TENCENT + "max-share=0.25"))
        .isEqualTo(new Vendor.Caps(9L, 0.25));
  }

  private Vendor.Caps caps(String... args) {
    return vendors(config, tencentArgs(args)).find("tencent-im").orElseThrow().caps();
  }

  @ParameterizedTest
  @CsvSource({
    "lethe.safety.max-items-per-request, -1, 0 or more",
    "lethe.safety.max-items-per-day, -1, 0 or more",
    "lethe.safety.max-items-per-day, many, does not fit",
    "lethe.safety.time-zone, Atlantis/Lost, does not fit",
    "lethe.vendors.tencent-im.max-items-per-day, -5, 0 or more",
    "lethe.vendors.tencent-im.max-share, 1.5, from 0 to 1",
    "lethe.vendors.tencent-im.max-share, 50%, does not fit"
  })
  void aCapThatCannotBeIsTold(String key, String value, String rule) {
    refused(tencentArgs("--" + key + "=" + value))
        .withMessageContaining(key)
        .withMessageContaining(rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry-run", "reconcile"})
  void aVendorCannotHaveTheNameOfAFolderOfTheInbox(String name) {
    refused("--lethe.vendors." + name + ".route=tencent-im")
        .withMessageContaining("a vendor cannot be called '" + name + "'");
  }

  @Test
  void aProtectedFileThatIsNotUtf8StopsTheStart() throws IOException {
    Files.createDirectories(config.resolve("protected"));
    Files.write(config.resolve("protected/tencent-im.txt"), new byte[] {(byte) 0xb9, 0x41});

    refused(tencentArgs()).withMessageContaining("tencent-im.txt").withMessageContaining("UTF-8");
  }

  @Test
  void theSubjectRuleOfTencentIsBound() {
    Vendor vendor = vendors(config, tencentArgs()).find("tencent-im").orElseThrow();

    assertThat(vendor.refuses("UserID_1")).isEmpty();
    assertThat(vendor.refuses("x".repeat(32))).isEmpty();
    assertThat(vendor.refuses("x".repeat(33)).orElseThrow().code()).isEqualTo("subject-too-long");
    assertThat(vendor.refuses("云客").orElseThrow().code()).isEqualTo("forbidden-character");
    assertThat(vendor.refuses("@RBT#001").orElseThrow().code()).isEqualTo("chatbot");
    assertThat(vendor.refuses("x@RBT#001")).isEmpty();
  }

  @Test
  void aKeyThatMeansNothingIsToldWithFileLineAndTheLikelyOne() throws IOException {
    int line = append("vendors/tencent-im.yaml", "batchsize: 10");

    refused()
        .withMessageContaining("tencent-im.yaml:" + line)
        .withMessageContaining("'batchsize'")
        .withMessageContaining("'batch-size'");
  }

  @Test
  void aKeyOfTheEngineThatMeansNothingIsToldToo() throws IOException {
    int line = append("application.yaml", "  safty: {max-items-per-request: 5}");

    refused()
        .withMessageContaining("application.yaml:" + line)
        .withMessageContaining("'safty'")
        .withMessageContaining("'safety'");
  }

  @ParameterizedTest
  @CsvSource({
    "vendors/tencent-im.yaml, 'probe: {inital: 10s}', inital, initial",
    "vendors/tencent-im.yaml, 'probe.maximum: 10s', maximum, max",
    "application.yaml, '  sandbox: {}\n  ledger: {uri: x}', uri, url",
  })
  void aKeyFurtherInThatMeansNothingIsToldToo(String file, String text, String wrong, String right)
      throws IOException {
    int line = append(file, text);

    refused()
        .withMessageContaining(Path.of(file).getFileName() + ":" + line)
        .withMessageContaining("'" + wrong + "'")
        .withMessageContaining("'" + right + "'");
  }

  @Test
  void aKeyOnTheCommandLineThatMeansNothingIsShownAsItWasWritten() {
    refused(tencentArgs(TENCENT + "secretkey=x"))
        .withMessageContaining("--lethe.vendors.tencent-im.secretkey")
        .withMessageContaining("'secret-key'");
  }

  @ParameterizedTest
  @CsvSource({
    "linger, soon",
    "timeout, 10 parsecs",
    "concurrency, many",
    "rate, fast",
    "max-attempts, 5x",
    "batch-size, 1OO"
  })
  void aValueThatDoesNotFitIsToldWithFileAndLine(String key, String value) throws IOException {
    int line = replace("vendors/tencent-im.yaml", key + ":.*", key + ": " + value);

    refused(tencentArgs())
        .withMessageContaining("tencent-im.yaml:" + line)
        .withMessageContaining(key)
        .withMessageContaining(value);
  }

  @ParameterizedTest
  @CsvSource({
    "batch-size, 0, 1 or more",
    "rate, 0, above 0",
    "concurrency, 0, 1 or more",
    "max-attempts, 0, 1 or more",
    "linger, -1s, negative",
    "timeout, 0s, above 0"
  })
  void aValueThatCannotBeIsToldWithFileAndLine(String key, String value, String rule)
      throws IOException {
    int line = replace("vendors/tencent-im.yaml", key + ":.*", key + ": " + value);

    refused(tencentArgs())
        .withMessageContaining("tencent-im.yaml:" + line)
        .withMessageContaining(key)
        .withMessageContaining(rule);
  }

  @Test
  void aBackoffThatShrinksIsRefused() {
    refused(tencentArgs(TENCENT + "backoff.initial=10s", TENCENT + "backoff.max=1s"))
        .withMessageContaining("lethe.vendors.tencent-im.backoff")
        .withMessageContaining("initial");
  }

  @Test
  void aSecretThatDoesNotFitIsNotShown() throws IOException {
    append("vendors/tencent-im.yaml", "codes2: x");

    refused(tencentArgs()).withMessageNotContaining("nobody-may-see");
  }

  @Test
  void aFileThatIsNotYamlIsNamed() throws IOException {
    append("vendors/tencent-im.yaml", "codes: [");

    refused().withMessageContaining("tencent-im.yaml").withMessageContaining("not YAML");
  }

  @Test
  void aConfigFolderThatIsNotThereIsNamed() {
    Path nowhere = config.resolve("nowhere");

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> vendors(nowhere))
        .withMessageContaining(nowhere.toString())
        .withMessageContaining("lethe.config");
  }

  @Test
  void theCommandLineWinsOverTheVendorsFile() {
    Vendor vendor =
        vendors(config, tencentArgs(TENCENT + "rate=2.5", TENCENT + "backoff.initial=200ms"))
            .find("tencent-im")
            .orElseThrow();

    assertThat(vendor.pace().rate()).isEqualTo(2.5);
    assertThat(vendor.pace().batchSize()).isEqualTo(100);
    assertThat(vendor.patience().backoff())
        .isEqualTo(new Backoff(Duration.ofMillis(200), Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "china, https://console.tim.qq.com",
    "singapore, https://adminapisgp.im.qcloud.com",
    "seoul, https://adminapikr.im.qcloud.com",
    "tokyo, https://adminapijpn.im.qcloud.com",
    "frankfurt, https://adminapiger.im.qcloud.com",
    "silicon-valley, https://adminapiusa.im.qcloud.com",
    "jakarta, https://adminapiidn.im.qcloud.com"
  })
  void aRegionStandsForItsAddress(String region, String address) {
    String[] args = tencentArgs(TENCENT + "base-url=", TENCENT + "region=" + region);
    String[] withoutAddress =
        Arrays.stream(args).filter(arg -> !arg.contains("localhost")).toArray(String[]::new);

    Vendor vendor = vendors(config, withoutAddress).find("tencent-im").orElseThrow();

    assertThat(vendor.baseUrl()).hasToString(address);
  }

  @Test
  void aRegionThatDoesNotExistIsToldWithThoseThatDo() {
    String[] args =
        Stream.of(tencentArgs(TENCENT + "region=moon"))
            .filter(arg -> !arg.contains("base-url"))
            .toArray(String[]::new);

    refused(args).withMessageContaining("'moon'").withMessageContaining("silicon-valley");
  }

  @Test
  void anAddressMayCarryAPathPrefix() {
    Vendor vendor = withAddress("https://proxy.example/tencent//");

    assertThat(vendor.baseUrl()).hasToString("https://proxy.example/tencent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:1",
        "ftp://host",
        "https://",
        "https:///path",
        "https://ho st",
        "https://host?a=b",
        "https://host#part",
        "https://me:hidden@host"
      })
  void anAddressThatIsNoneIsRefused(String address) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> withAddress(address))
        .withMessageContaining("lethe.vendors.tencent-im.base-url")
        .withMessageContaining("https://host")
        .withMessageNotContaining("hidden");
  }

  @Test
  void aSecondVendorOfARouteInheritsAllButWhatTellsTheTwoApart() {
    String second = "--lethe.vendors.second-app.";

    Vendors vendors =
        vendors(
            config,
            tencentArgs(
                second + "route=tencent-im",
                second + "sdk-app-id=1400000001",
                second + "identifier=root",
                second + "secret-key=another-key",
                second + "base-url=http://localhost:2",
                second + "rate=7"));
    Vendor first = vendors.find("tencent-im").orElseThrow();
    Vendor vendor = vendors.find("second-app").orElseThrow();

    assertThat(vendor.route()).isEqualTo("tencent-im");
    assertThat(vendor.login()).isEqualTo("tencent-im");
    assertThat(vendor.pace())
        .isEqualTo(
            new Vendor.Pace(new Vendor.BatchLimits(100, 0, 100), 7, 8, Duration.ofMillis(100)));
    assertThat(vendor.patience()).isEqualTo(first.patience());
    assertThat(vendor.codes().rule("70107")).isEqualTo(first.codes().rule("70107"));
    assertThat(vendor.refuses("@RBT#1").orElseThrow().code()).isEqualTo("chatbot");
    assertThat(vendor.refuses("root").orElseThrow().code()).isEqualTo("own-account");
    assertThat(vendor.refuses("administrator")).isEmpty();
    assertThat(vendor.view()).containsEntry("sdk-app-id", "1400000001");
    assertThat(vendor.baseUrl()).hasToString("http://localhost:2");
  }

  @Test
  void aSecondVendorInheritsNeitherCredentialsNorAddressOutOfTheFirstOnesFile() throws IOException {
    replace("vendors/tencent-im.yaml", "sdk-app-id:$", "sdk-app-id: 1400000000");
    replace("vendors/tencent-im.yaml", "identifier:$", "identifier: administrator");
    replace("vendors/tencent-im.yaml", "secret-key:$", "secret-key: the-first-ones");
    replace("vendors/tencent-im.yaml", "region:  .*", "region: china");

    Vendors vendors = vendors(config, "--lethe.vendors.second-app.route=tencent-im");

    assertThat(vendors.find("tencent-im")).isPresent();
    assertThat(vendors.find("second-app")).isEmpty();
    assertThat(vendors.disabled()).contains("second-app");
  }

  @Test
  void addressesOfSimulatedVendorsWinOverAllOtherSettings() {
    ConfigurableEnvironment environment = BoundSettings.environment(config, tencentArgs());
    new VendorAddresses(Map.of("tencent-im", "http://127.0.0.1:99")).addTo(environment);

    Vendors vendors = new VendorBinder(environment, BoundSettings.settings(environment)).bind();

    assertThat(vendors.find("tencent-im").orElseThrow().baseUrl())
        .hasToString("http://127.0.0.1:99");
  }

  @Test
  void whereSomeVendorsAreSimulatedNoRealOneIsReached() {
    ConfigurableEnvironment environment =
        BoundSettings.environment(
            config,
            tencentArgs(
                "--lethe.vendors.real.route=tencent-im",
                "--lethe.vendors.real.enabled=true",
                "--lethe.vendors.real.sdk-app-id=1400000001",
                "--lethe.vendors.real.identifier=root",
                "--lethe.vendors.real.secret-key=another-key",
                "--lethe.vendors.real.region=china"));
    new VendorAddresses(Map.of("tencent-im", "http://127.0.0.1:99")).addTo(environment);

    Vendors vendors = new VendorBinder(environment, BoundSettings.settings(environment)).bind();

    assertThat(vendors.enabled()).extracting(Vendor::name).containsExactly("tencent-im");
  }

  @Test
  void theLedgerIsBelowTheHomeUnlessItHasAnAddress() {
    LetheSettings usual =
        BoundSettings.settings(BoundSettings.environment(config, "--lethe.home=h"));
    LetheSettings set =
        BoundSettings.settings(
            BoundSettings.environment(config, "--lethe.ledger.url=jdbc:sqlite:x"));

    assertThat(usual.ledgerUrl()).isEqualTo("jdbc:sqlite:" + Path.of("h", "ledger.db"));
    assertThat(set.ledgerUrl()).isEqualTo("jdbc:sqlite:x");
  }

  private Vendor withAddress(String address) {
    String[] args =
        Stream.concat(
                Stream.of(tencentArgs()).filter(arg -> !arg.contains("base-url")),
                Stream.of(TENCENT + "base-url=" + address))
            .toArray(String[]::new);
    return vendors(config, args).find("tencent-im").orElseThrow();
  }

  private ThrowableAssertAlternative<SettingsException> refused(String... args) {
    return assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> vendors(config, args))
        .satisfies(problem -> assertThat(problem.getMessage()).doesNotContain("\n"));
  }

  private int append(String file, String text) throws IOException {
    Path path = config.resolve(file);
    String whole = Files.readString(path) + text + "\n";
    Files.writeString(path, whole);
    return (int) whole.lines().count();
  }

  private int replace(String file, String pattern, String line) throws IOException {
    Path path = config.resolve(file);
    String[] lines = Files.readAllLines(path).toArray(String[]::new);
    int found = -1;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].matches(pattern)) {
        lines[i] = line;
        found = i;
      }
    }
    assertThat(found).isNotNegative();
    Files.write(path, Arrays.asList(lines));
    return found + 1;
  }
}
