package dev.lethe.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.health.Level;
import dev.lethe.source.Leavers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a table of leavers to the vendors and back into the table. */
class SqlSourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Test
  void rows_that_are_due_are_sent_once_and_their_results_come_back(
      @TempDir Path home, @TempDir Path data) throws IOException {
    try (Leavers leavers = Leavers.start(data)) {
      leavers.run(
          "insert into leavers (id, vendor, account, ticket, leave_on) select i,"
              + " case when i % 2 = 0 then 'tencent-im' else 'yunke' end, 'leaver.' || i,"
              + " 'HR-' || i, current_date from generate_series(1, 2000) i");
      leavers.run(
          "insert into leavers (id, vendor, account, leave_on) values"
              + " (2001, 'tencent-im', null, current_date),"
              + " (2002, 'tencent-im', 'stays', current_date + 30)");
      try (RunningLethe lethe = start(home, leavers)) {
        await().atMost(PATIENCE).until(() -> leavers.count("outcome is not null") == 2_001);

        assertThat(leavers.rows("select distinct lethe_request from leavers where id <= 2001"))
            .containsExactly(lethe.request("sql-hr").id());
        assertThat(leavers.count("outcome in ('DELETED', 'ALREADY_ABSENT')")).isEqualTo(2_000);
        assertThat(
                leavers.rows(
                    "select outcome, code from leavers where id in (2001, 2002) order by id"))
            .containsExactly("REJECTED|missing-subject", "null|null");
        assertThat(leavers.count("decided_at > now() - interval '1 hour'")).isEqualTo(2_001);
        for (int i = 2; i <= 2_000; i += 2) {
          assertThat(lethe.tencent().calls().timesSent("leaver." + i)).isEqualTo(1);
        }
        assertThat(lethe.outcomes("sql-hr")).hasSize(2_001);

        int port = leavers.stop();
        lethe.drop("meanwhile.csv", "vendor,subject\ntencent-im,UserID_1\n");
        assertThat(lethe.outcomes("meanwhile")).hasSize(1);
        assertThat(lethe.health().worst()).isEqualTo(Level.UP);
        leavers.goOn(port);
        leavers.run(
            "insert into leavers (id, vendor, account, leave_on) values"
                + " (3000, 'tencent-im', 'after.all', current_date)");
        await()
            .atMost(PATIENCE)
            .until(() -> leavers.count("id = 3000 and outcome is not null") == 1);

        assertThat(
                lethe.ledger().requests(100).stream()
                    .filter(request -> request.id().startsWith("sql-hr-")))
            .hasSize(2);
        assertThat(lethe.tencent().calls().timesSent("leaver.2")).isEqualTo(1);
      }
    }
  }

  private static RunningLethe start(Path home, Leavers leavers) {
    List<String> settings = leavers.settings("hr");
    return RunningLethe.start(
        home,
        Stream.concat(
                settings.stream().filter(setting -> !setting.contains(".cron=")),
                Stream.of(
                    "--lethe.sources.hr.cron=* * * * * ?",
                    "--lethe.sources.hr.time-zone=Asia/Shanghai",
                    "--lethe.sources.hr.poll=200ms"))
            .toArray(String[]::new));
  }
}
