package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.lethe.sandbox.CallKind;
import dev.lethe.sandbox.Fault;
import dev.lethe.sandbox.FaultPlan;
import dev.lethe.sandbox.ciopaas.CiopaasSimulator;
import dev.lethe.sandbox.tencent.UserSigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A run at DEBUG level, with a vendor in trouble, leaves no secret in any log line or file. */
class SecretsTest {
  private static final String YUNKE = "planted-yunke-secret-81c2";
  private static final String DIGELAO = "planted-digelao-secret-77ab";
  private static final String SF = "planted-sf-sk-3f60";
  private static final String LONGLONGLONG = "planted-bearer-token-99d1";

  // A zlib stream in the vendor's alphabet; TLSSigAPIv2 signatures all begin like this.
  private static final Pattern LOOKS_SIGNED = Pattern.compile("eJ[A-Za-z0-9*_\\-]{60,}");

  @Test
  void no_signature_and_no_key_is_logged_or_stored(@TempDir Path home) throws IOException {
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    List<String> secrets =
        new ArrayList<>(List.of(LetheProcess.Secrets.KEY, YUNKE, DIGELAO, SF, LONGLONGLONG));
    secrets.addAll(CiopaasSimulator.PLANTED);
    try (RunningLethe lethe =
        RunningLethe.start(
            home,
            "--logging.level.root=DEBUG",
            "--lethe.vendors.tencent-im.secret-key=" + LetheProcess.Secrets.KEY,
            "--lethe.vendors.yunke.api-access-secret=" + YUNKE,
            "--lethe.vendors.digelao.api-access-secret=" + DIGELAO,
            "--lethe.vendors.sf-express.sk=" + SF,
            "--lethe.vendors.longlonglong.token=" + LONGLONGLONG)) {
      Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
      Recorder recorder = new Recorder(lines);
      recorder.setContext(root.getLoggerContext());
      recorder.start();
      root.addAppender(recorder);
      assertThat(root.getLevel()).isEqualTo(Level.DEBUG);
      lethe
          .tencent()
          .faults()
          .set(
              FaultPlan.of(
                  Fault.httpStatus(500).times(1),
                  Fault.httpStatus(302).times(1),
                  Fault.of(Fault.Kind.DROPPED_CONNECTION).times(1),
                  Fault.of(Fault.Kind.HTML_BODY).times(1),
                  Fault.hang(Duration.ofSeconds(3)).times(1),
                  Fault.topLevelCode("70001").times(1),
                  Fault.topLevelCode("60010").times(1)));
      CiopaasSimulator yunke = lethe.vendor("yunkeSimulator", CiopaasSimulator.class);
      CiopaasSimulator digelao = lethe.vendor("digelaoSimulator", CiopaasSimulator.class);
      for (CiopaasSimulator tenant : List.of(yunke, digelao)) {
        tenant
            .faults()
            .set(
                FaultPlan.of(
                    Fault.topLevelCode("20005").times(1).on(CallKind.DELETE),
                    Fault.topLevelCode("20007").times(1).on(CallKind.DELETE),
                    Fault.of(Fault.Kind.TRUNCATED_BODY).times(1).on(CallKind.LOGIN),
                    Fault.httpStatus(500).times(1).on(CallKind.DELETE)));
      }
      lethe.drop(
          "secret.csv",
          "vendor,subject\ntencent-im,a\ntencent-im,b\nnone,c\nyunke,xiaolily\nyunke,nobody\n"
              + "digelao,sun.li\nsf-express,d\nsf-express,lisi01\nlonglonglong,17458558658\n"
              + "longlonglong,13700137000\n");
      lethe.outcomes("secret");
      secrets.addAll(yunke.keysIssued());
      secrets.addAll(digelao.keysIssued());
      lethe.receipt("secret");
      root.detachAppender(recorder);
      lethe.meters().forEach(lines::add);
    }

    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(secrets).hasSizeGreaterThan(9);
    assertThat(lines).noneMatch(line -> secrets.stream().anyMatch(line::contains));
    assertThat(lines).noneMatch(SecretsTest::holdsSignature);
    try (Stream<Path> files = Files.walk(home)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).hasSizeGreaterThan(3);
      for (Path file : all) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as("%s", file).noneMatch(content::contains);
        assertThat(holdsSignature(content)).as("%s", file).isFalse();
      }
    }
  }

  private static boolean holdsSignature(String text) {
    Matcher matcher = LOOKS_SIGNED.matcher(text);
    return matcher.results().anyMatch(found -> UserSigReader.read(found.group()).isPresent());
  }

  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    private final Queue<String> lines;

    Recorder(Queue<String> lines) {
      this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(
          event.getFormattedMessage()
              + " "
              + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
  }
}
