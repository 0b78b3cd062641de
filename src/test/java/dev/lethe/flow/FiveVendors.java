package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.flow.FiveVendorsFile.Kind;
import dev.lethe.sandbox.Accounts;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.SandboxServer;
import dev.lethe.sandbox.SimulatedVendor;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.longlonglong.LonglonglongSimulator;
import dev.lethe.sandbox.sf.SfExpressSimulator;
import dev.lethe.sandbox.sf.SfReading;
import dev.lethe.sandbox.tencent.TencentImSimulator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The five simulated vendors in the test's own process, so that they outlive every Lethe that is
 * killed. They are somewhat slow, and about one call in twelve goes wrong: refused, throttled, lost
 * before or after the deletion, answered with half a reply or with none.
 */
final class FiveVendors implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String USER = "5832d184-dd53-42a0-8ace-0bf8d660f4cc";
  private static final int BYSTANDERS = 50;

  private final List<FiveVendorsFile> files;
  private final TencentImSimulator tencent =
      new TencentImSimulator(1400000000L, "administrator", LetheProcess.Secrets.KEY, CLOCK);
  private final CiopaasSimulator yunke = ciopaas("yunke");
  private final CiopaasSimulator digelao = ciopaas("digelao");
  private final SfExpressSimulator sf =
      new SfExpressSimulator(
          "201905140011898",
          "kills-sk",
          CLOCK,
          Accounts.allBut(Set.of("lisi01"), Accounts.ABSENT_PREFIX));
  private final LonglonglongSimulator longlonglong =
      new LonglonglongSimulator(USER, "kills-token", CLOCK, List.of(), List.of());
  private final SandboxServer server;

  private FiveVendors(List<FiveVendorsFile> files) throws IOException {
    this.files = files;
    server = SandboxServer.start(0, all());
  }

  /** Starts them with everybody who is in the files, and some who are not. */
  static FiveVendors start(List<FiveVendorsFile> files, SfReading reading, long seed)
      throws IOException {
    FiveVendors vendors = new FiveVendors(files);
    vendors.sf.reading(reading);
    for (SimulatedVendor vendor : vendors.all()) {
      if (vendor.accounts().canBeListed()) {
        files.forEach(file -> file.people(vendor));
        bystanders(vendor).forEach(vendor.accounts()::restore);
      }
      vendor
          .faults()
          .set(
              FaultPlan.of(vendors.faults(vendor).toArray(Fault[]::new))
                  .withSeed(seed)
                  .withLatency(Duration.ofMillis(10), Duration.ofMillis(20)));
    }
    vendors.yunke.options().notAllowed(vendors.refused(vendors.yunke));
    vendors.digelao.options().notAllowed(vendors.refused(vendors.digelao));
    vendors.digelao.options().laravelPages(true).countsAsText(true).expireAsText(true);
    return vendors;
  }

  private static CiopaasSimulator ciopaas(String name) {
    return new CiopaasSimulator(
        name,
        name + "-access-id",
        name + "-access-secret",
        name + "-admin",
        ZoneId.of("Asia/Shanghai"),
        CLOCK,
        Accounts.listed(List.of()));
  }

  private List<SimulatedVendor> all() {
    return List.of(tencent, yunke, digelao, sf, longlonglong);
  }

  private List<Fault> faults(SimulatedVendor vendor) {
    List<Fault> faults =
        new ArrayList<>(
            List.of(
                Fault.httpStatus(500).probability(0.01),
                Fault.httpStatus(500).afterwards().probability(0.02).on(CallKind.DELETE),
                Fault.httpStatus(429, Duration.ofSeconds(1)).probability(0.005),
                Fault.httpStatus(503, Duration.ofSeconds(1)).probability(0.005),
                Fault.of(Fault.Kind.DROPPED_CONNECTION).probability(0.01),
                Fault.of(Fault.Kind.DROPPED_CONNECTION)
                    .afterwards()
                    .probability(0.02)
                    .on(CallKind.DELETE),
                Fault.of(Fault.Kind.TRUNCATED_BODY).probability(0.005),
                Fault.of(Fault.Kind.EMPTY_BODY).afterwards().probability(0.005),
                Fault.of(Fault.Kind.HTML_BODY).probability(0.005),
                Fault.hang(Duration.ofSeconds(3)).afterwards().probability(0.002)));
    if (vendor == tencent) {
      faults.add(Fault.topLevelCode("60011").probability(0.01));
      faults.add(Fault.itemCode("70402", refused(tencent)));
      faults.add(Fault.itemCode("30006").afterwards().probability(0.005).times(1));
      faults.add(Fault.of(Fault.Kind.LEFT_OUT).probability(0.01).times(1));
      faults.add(Fault.of(Fault.Kind.SHUFFLED).probability(0.1));
    } else if (vendor == sf) {
      faults.add(Fault.topLevelCode("系统异常").afterwards().probability(0.01));
      faults.add(Fault.itemCode("无权限删除", refused(sf)));
    } else if (vendor == longlonglong) {
      faults.add(Fault.of(Fault.Kind.LOST_BODY).probability(0.01).on(CallKind.DELETE));
    } else {
      faults.add(Fault.of(Fault.Kind.DISPLACED_TOKEN).probability(0.02));
    }
    return faults;
  }

  private String[] refused(SimulatedVendor vendor) {
    return files.stream().flatMap(file -> file.refused(vendor.name())).toArray(String[]::new);
  }

  private static Stream<String> bystanders(SimulatedVendor vendor) {
    boolean phones = vendor.name().equals(LonglonglongSimulator.NAME);
    return IntStream.range(0, BYSTANDERS).mapToObj(i -> phones ? "1990000" + i : "bystander-" + i);
  }

  /** The settings of a Lethe that works with them: small batches and quick retries. */
  String[] arguments() {
    List<String> arguments = new ArrayList<>();
    for (SimulatedVendor vendor : all()) {
      String prefix = "--lethe.vendors." + vendor.name() + ".";
      boolean lists = vendor instanceof CiopaasSimulator;
      arguments.add(prefix + "base-url=" + server.baseUrl(vendor.name()));
      arguments.add(prefix + "rate=300");
      arguments.add(prefix + "batch-size=20");
      arguments.add(prefix + "concurrency=" + (lists ? 1 : 4));
      arguments.add(prefix + "linger=20ms");
      arguments.add(prefix + "timeout=2s");
      arguments.add(prefix + "max-attempts=12");
      arguments.add(prefix + "backoff.initial=20ms");
      arguments.add(prefix + "backoff.max=200ms");
      if (lists) {
        arguments.add(prefix + "api-access-id=" + vendor.name() + "-access-id");
        arguments.add(prefix + "api-access-secret=" + vendor.name() + "-access-secret");
      }
    }
    arguments.addAll(
        List.of(
            "--lethe.safety.max-items-per-request=1000000",
            "--lethe.vendors.tencent-im.sdk-app-id=1400000000",
            "--lethe.vendors.tencent-im.identifier=administrator",
            "--lethe.vendors.tencent-im.secret-key=" + LetheProcess.Secrets.KEY,
            "--lethe.vendors.sf-express.company-id=201905140011898",
            "--lethe.vendors.sf-express.sk=kills-sk",
            "--lethe.vendors.longlonglong.user-id=" + USER,
            "--lethe.vendors.longlonglong.token=kills-token"));
    return arguments.toArray(String[]::new);
  }

  /** How many calls have come in, at all of them. */
  long calls() {
    return all().stream().mapToLong(vendor -> vendor.calls().calls()).sum();
  }

  /**
   * Checks that who was to be deleted is gone, that everybody else is still there, that nothing
   * malformed was sent, and that no call broke a vendor's contract.
   */
  void checkTruth() {
    for (SimulatedVendor vendor : all()) {
      assertThat(vendor.calls().violations()).as(vendor.name()).isEmpty();
      Set<String> staying = new TreeSet<>(List.of(refused(vendor)));
      bystanders(vendor).forEach(staying::add);
      assertThat(staying).as(vendor.name()).allMatch(vendor.accounts()::exists);
      if (vendor.accounts().canBeListed()) {
        assertThat(vendor.accounts().list()).as(vendor.name()).hasSameElementsAs(staying);
      }
    }
    for (FiveVendorsFile file : files) {
      for (int row = 1; row <= file.rows(); row++) {
        SimulatedVendor vendor = vendor(row);
        String subject = file.subject(row);
        if (FiveVendorsFile.kind(row) == Kind.MALFORMED) {
          assertThat(vendor.calls().timesSent(subject)).as(subject).isZero();
        } else if (FiveVendorsFile.kind(row) != Kind.REFUSED) {
          assertThat(vendor.accounts().exists(subject)).as(subject).isFalse();
        }
      }
    }
  }

  private SimulatedVendor vendor(int row) {
    String name = FiveVendorsFile.vendor(row);
    return all().stream().filter(vendor -> vendor.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }
}
