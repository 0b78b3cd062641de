package dev.lethe.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.TestClock;
import dev.lethe.ledger.Ledger;
import dev.lethe.ledger.NewItem;
import dev.lethe.ledger.NewRequest;
import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.SqliteLedger;
import dev.lethe.request.Rejection;
import dev.lethe.settings.SettingsException;
import dev.lethe.settings.SourceBinder;
import dev.lethe.settings.SourcePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A source step by step, with a real PostgreSQL. A new object stands for the next process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourcesTest {
  private static final String PREFIX = "lethe.sources.hr.";

  private TestClock clock;
  private Leavers leavers;
  private Path home;
  private Ledger ledger;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    leavers = Leavers.start(data);
  }

  @AfterAll
  void stop() throws IOException {
    if (leavers != null) {
      leavers.close();
    }
  }

  @BeforeEach
  void empty(@TempDir Path folder) throws IOException {
    home = folder;
    clock = new TestClock();
    Files.createDirectories(home.resolve("inbox"));
    ledger = SqliteLedger.open("jdbc:sqlite:" + home.resolve("ledger.db"), clock);
    leavers.run("truncate leavers");
    leavers.run(
        "insert into leavers (id, vendor, account, ticket, leave_on) values"
            + " (1, 'tencent-im', 'wang.min', 'HR-1', current_date),"
            + " (2, 'yunke', E'li, \"na\"\\nx', null, current_date - 9),"
            + " (3, 'tencent-im', null, 'HR-3', current_date),"
            + " (4, 'tencent-im', 'later', 'HR-4', current_date + 1)");
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void what_is_due_is_handed_in_once_and_marked_with_its_request() throws IOException {
    Sources sources = sources();

    Handover handed = fire(sources);
    Handover again = sources.read("hr");

    assertThat(handed.rows()).isEqualTo(3);
    assertThat(handed.request()).matches("sql-hr-20260301T080000000Z-[0-9a-f]{8}");
    assertThat(handed.file())
        .hasContent(
            "vendor,subject,reference\ntencent-im,wang.min,HR-1\nyunke,\"li, \"\"na\"\"\nx\",\n"
                + "tencent-im,,HR-3\n");
    assertThat(again).isNull();
    assertThat(marks())
        .containsExactly(
            "1|" + handed.request(), "2|" + handed.request(), "3|" + handed.request(), "4|null");
    assertThat(interims()).isEmpty();
  }

  @Test
  void killed_after_the_file_and_before_the_mark_it_is_read_again() throws IOException {
    Handover read = Objects.requireNonNull(sources().read("hr"));
    clock.advance(Duration.ofMinutes(1));

    Sources next = sources();
    next.writeBack("hr");

    assertThat(interims()).isEmpty();
    assertThat(read.keys()).doesNotExist();
    assertThat(inbox()).isEmpty();
    assertThat(leavers.count("lethe_request is not null")).isZero();
    assertThat(fire(next).rows()).isEqualTo(3);
  }

  @Test
  void killed_after_the_mark_and_before_the_file_appears_it_is_handed_in() throws IOException {
    Sources killed = sources();
    Handover marked =
        Objects.requireNonNull(killed.mark("hr", Objects.requireNonNull(killed.read("hr"))));
    assertThat(inbox()).isEmpty();

    Sources next = sources();
    next.writeBack("hr");

    assertThat(inbox()).containsExactly(String.valueOf(marked.file().getFileName()));
    assertThat(leavers.count("lethe_request = '" + marked.request() + "'")).isEqualTo(3);
    assertThat(next.read("hr")).isNull();
    assertThat(interims()).isEmpty();
  }

  @Test
  void killed_while_reading_nothing_is_left() throws IOException {
    Files.writeString(
        home.resolve("inbox/.sql-hr-20260301T070000000Z.csv.tmp"), "vendor,subject\nyunke,ha");
    Files.createDirectories(home.resolve("sources/hr"));
    Files.writeString(home.resolve("sources/hr/.sql-hr-x.csv.keys.csv.tmp"), "-5\n1\n");
    Files.writeString(home.resolve("inbox/.sql-hr-2-20260301T070000000Z.csv.tmp"), "another's");

    sources().writeBack("hr");

    assertThat(interims()).containsExactly(".sql-hr-2-20260301T070000000Z.csv.tmp");
    assertThat(home.resolve("sources/hr")).isEmptyDirectory();
  }

  @Test
  void a_mark_that_fails_half_way_marks_nothing_and_quotes_no_row() throws IOException {
    leavers.run(
        "create or replace function no() returns trigger language plpgsql as $$ begin"
            + " if new.id = 3 then raise exception 'not %', new.ticket; end if; return new;"
            + " end $$");
    leavers.run("create trigger no before update on leavers for each row execute function no()");
    Sources sources = sources();
    try {
      Handover read = Objects.requireNonNull(sources.read("hr"));

      assertThatThrownBy(() -> sources.mark("hr", read))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("the mark statement failed: SQLSTATE P0001")
          .hasMessageNotContaining("HR-3")
          .hasMessageNotContaining("wang");
    } finally {
      leavers.run("drop trigger no on leavers");
    }

    assertThat(leavers.count("lethe_request is not null")).isZero();
    assertThat(inbox()).isEmpty();
    assertThat(fire(sources).rows()).isEqualTo(3);
    assertThat(inbox()).hasSize(1);
  }

  @Test
  void a_row_that_was_taken_back_meanwhile_is_left_out() throws IOException {
    Sources sources = sources();
    Handover read = Objects.requireNonNull(sources.read("hr"));
    leavers.run("delete from leavers where id = 1");

    Handover marked = Objects.requireNonNull(sources.mark("hr", read));
    sources.submit("hr", marked);

    assertThat(marked.rows()).isEqualTo(2);
    assertThat(marked.file()).content().doesNotContain("wang.min").contains("HR-3");
    assertThat(leavers.count("lethe_request = '" + marked.request() + "'")).isEqualTo(2);
    assertThat(read.keys()).doesNotExist();
    assertThat(interims()).isEmpty();
  }

  @Test
  void rows_that_somebody_else_marked_meanwhile_make_no_request() throws IOException {
    Sources sources = sources();
    Handover read = Objects.requireNonNull(sources.read("hr"));
    leavers.run("update leavers set lethe_request = 'theirs'");

    assertThat(sources.mark("hr", read)).isNull();
    assertThat(interims()).isEmpty();
    assertThat(home.resolve("sources/hr")).isEmptyDirectory();
  }

  @Test
  void a_key_with_several_rows_is_marked_once_and_all_its_rows_are_sent() throws IOException {
    Sources sources =
        sources(
            "query",
            "select v as vendor, account as subject, id as KEY from leavers,"
                + " (values ('yunke'), ('digelao')) as b(v)"
                + " where id = 1 and lethe_request is null");

    Handover handed = fire(sources);

    assertThat(handed.file())
        .hasContent("vendor,subject,reference\nyunke,wang.min,\ndigelao,wang.min,\n");
    assertThat(leavers.count("lethe_request = '" + handed.request() + "'")).isEqualTo(1);
  }

  @Test
  void a_column_that_is_missing_is_named() {
    assertThatThrownBy(
            () -> sources("query", "select vendor, account, id as key from leavers").read("hr"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(
            "the query gives no column 'subject' (it gives vendor, account, key)");
    assertThatThrownBy(() -> sources("query", "select nothing from leavers").read("hr"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("the query failed: ERROR: column \"nothing\" does not exist");
    assertThat(interims()).isEmpty();
  }

  @Test
  void a_database_that_is_down_is_told_in_a_line_and_found_again() throws IOException {
    Sources sources = sources();
    int port = leavers.stop();
    try {
      assertThatThrownBy(() -> sources.read("hr"))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining("source hr (jdbc:postgresql://localhost:" + port + "/postgres)")
          .hasMessageContaining("cannot be reached: Connection to localhost:" + port + " refused")
          .hasMessageNotContaining("planted");
    } finally {
      leavers.goOn(port);
    }

    assertThat(fire(sources).rows()).isEqualTo(3);
  }

  @Test
  void results_are_written_again_after_a_failure_half_way() throws IOException {
    leavers.run(
        "insert into leavers (id, vendor, account, leave_on) select i, 'none', 'x' || i,"
            + " current_date from generate_series(10, 2500) i");
    Sources sources = sources();
    Handover handed = fire(sources);
    RequestRecord request = taken(handed);
    leavers.run(
        "create or replace function no() returns trigger language plpgsql as $$ begin"
            + " if new.id = 2000 then raise exception 'no'; end if; return new; end $$");
    leavers.run("create trigger no before update on leavers for each row execute function no()");
    assertThatThrownBy(() -> sources.writeBack("hr")).isInstanceOf(SourceException.class);
    leavers.run("drop trigger no on leavers");
    assertThat(leavers.count("outcome is not null")).isBetween(1L, 2_493L);

    sources.writeBack("hr");
    assertThat(handed.keys()).as("it waits a while after a failure").exists();
    sources().writeBack("hr");

    assertThat(request.rows()).isEqualTo(2_494);
    assertThat(leavers.count("outcome = 'REJECTED' and code = 'unknown-vendor'")).isEqualTo(2_494);
    assertThat(
            leavers.rows(
                "select distinct decided_at at time zone 'UTC' from leavers where id <> 4"))
        .containsExactly("2026-03-01 08:00:00");
    assertThat(handed.keys()).doesNotExist();
  }

  @Test
  void wrong_settings_are_told_in_a_line() {
    assertThatThrownBy(() -> sources("mark", "update leavers set lethe_request = :request"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("lethe.sources.hr.mark: it must have :key, :request.");
    assertThatThrownBy(
            () -> sources("result", "update leavers set outcome = :outcom where id = :key"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no value :outcom.");
    assertThatThrownBy(() -> sources("url", "jdbc:oracle:thin:@x"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no driver for it.");
    assertThatThrownBy(() -> sources("url", "jdbc:postgresql://h/d?user=a&password=geheim"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a password or a user in the address")
        .hasMessageNotContaining("geheim");
    assertThatThrownBy(() -> sources("cron", "0 0 25 * * ?"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("lethe.sources.hr.cron: '0 0 25 * * ?' is no schedule");
    assertThatThrownBy(() -> sources("time-zone", "Mars/Base"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no time zone 'Mars/Base'");
    assertThatThrownBy(() -> sources("qery", "select 1"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Did you mean 'query'?");
  }

  @Test
  @Tag("soak")
  void a_million_rows_are_read_and_marked_as_a_stream() throws IOException {
    leavers.run(
        "insert into leavers (id, vendor, account, leave_on) select i, 'tencent-im', 'user-' || i,"
            + " current_date from generate_series(10, 1000006) i");

    Handover handed = fire(sources());

    assertThat(handed.rows()).isEqualTo(1_000_000);
    assertThat(leavers.count("lethe_request = '" + handed.request() + "'")).isEqualTo(1_000_000);
  }

  /** As the route does it. */
  private static Handover fire(Sources sources) throws IOException {
    Handover read = Objects.requireNonNull(sources.read("hr"));
    Handover marked = Objects.requireNonNull(sources.mark("hr", read));
    sources.submit("hr", marked);
    return marked;
  }

  /** As the intake does it, with every row rejected, so that the request is final. */
  private RequestRecord taken(Handover handed) throws IOException {
    String name = String.valueOf(handed.file().getFileName());
    RequestRecord request =
        ledger.begin(new NewRequest(handed.request(), name, "ab".repeat(32), clock.instant()));
    ledger.accept(
        request.no(),
        IntStream.rangeClosed(1, handed.rows())
            .mapToObj(
                row ->
                    new NewItem(
                        row,
                        "none",
                        null,
                        "s" + row,
                        null,
                        new Rejection("unknown-vendor", "There is none."),
                        0))
            .toList());
    RequestRecord released = ledger.release(request.no(), false, clock.instant());
    Files.delete(handed.file());
    return released;
  }

  private Sources sources(String... changed) {
    Map<String, Object> set =
        leavers.settings("hr").stream()
            .map(setting -> setting.substring(2).split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    for (int i = 0; i < changed.length; i += 2) {
      set.put(PREFIX + changed[i], changed[i + 1]);
    }
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", set));
    List<SourcePlan> plans = new SourceBinder(environment).bind();
    assertThat(plans.toString()).doesNotContain("planted-database-password");
    return new Sources(plans, home, ledger, clock);
  }

  private List<String> marks() {
    return leavers.rows("select id, lethe_request from leavers order by id");
  }

  private List<String> inbox() {
    return files().filter(name -> !name.startsWith(".")).toList();
  }

  private List<String> interims() {
    return files().filter(name -> name.startsWith(".")).toList();
  }

  private Stream<String> files() {
    try (Stream<Path> files = Files.list(home.resolve("inbox"))) {
      return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
