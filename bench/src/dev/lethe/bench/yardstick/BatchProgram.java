package dev.lethe.bench.yardstick;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.item.ItemWriter;
import org.springframework.batch.item.file.FlatFileItemReader;
import org.springframework.batch.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.batch.BatchAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.client.RestClient;

/**
 * Yardstick: a Spring Batch job, as one would write it instead. One chunk-oriented step: a chunk of
 * 100 rows is one call, and its results and the reader's state are committed in one transaction, to
 * a SQLite file that is flushed at each commit as Lethe's ledger is.
 *
 * <p>Arguments: {@code --csv=}, {@code --db=}, {@code --url=}.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  DataSourceTransactionManagerAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  BatchAutoConfiguration.class
})
public class BatchProgram {
  private static final int CHUNK = 100;
  private static final String RESULTS =
      "create table results (vendor text not null, subject text not null, code integer not null,"
          + " decided_at integer not null)";
  private static final String RESULT = "insert into results values (?, ?, ?, ?)";

  /** Runs the job and ends; the exit code is that of the job. */
  public static void main(String[] args) {
    var job =
        new SpringApplicationBuilder(BatchProgram.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.config.name=none",
                "spring.main.banner-mode=off",
                "spring.batch.jdbc.initialize-schema=always",
                "logging.level.root=WARN")
            .run(args);
    System.exit(SpringApplication.exit(job));
  }

  /** One row of the file. */
  public record Row(String vendor, String subject) {}

  @Bean
  DataSource dataSource(@Value("${db}") Path file) {
    return new ConnectionPerThread(file);
  }

  @Bean
  FlatFileItemReader<Row> rows(@Value("${csv}") Path csv) {
    return new FlatFileItemReaderBuilder<Row>()
        .name("rows")
        .resource(new FileSystemResource(csv))
        .linesToSkip(1)
        .delimited()
        .names("vendor", "subject")
        .targetType(Row.class)
        .build();
  }

  @Bean
  ItemWriter<Row> deletion(@Value("${url}") String url, JdbcTemplate jdbc) {
    jdbc.execute(RESULTS);
    RestClient vendor =
        RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory(ConnectionPerThread.http()))
            .build();
    return chunk -> {
      List<Map<String, String>> named =
          chunk.getItems().stream().map(row -> Map.of("UserID", row.subject())).toList();
      Reply reply =
          vendor
              .post()
              .uri(URI.create(url))
              .contentType(MediaType.APPLICATION_JSON)
              .body(Map.of("DeleteItem", named))
              .retrieve()
              .body(Reply.class);
      if (reply == null || reply.ErrorCode() != 0) {
        throw new IllegalStateException("The vendor did not take the batch");
      }
      long now = System.currentTimeMillis();
      jdbc.batchUpdate(
          RESULT,
          reply.ResultItem().stream()
              .map(item -> new Object[] {"tencent-im", item.UserID(), item.ResultCode(), now})
              .toList());
    };
  }

  @Bean
  Job job(
      JobRepository jobs,
      PlatformTransactionManager transactions,
      FlatFileItemReader<Row> rows,
      ItemWriter<Row> deletion) {
    Step step =
        new StepBuilder("delete", jobs)
            .<Row, Row>chunk(CHUNK, transactions)
            .reader(rows)
            .writer(deletion)
            .build();
    return new JobBuilder("deletion", jobs).start(step).build();
  }

  /** The vendor's reply; the names are the vendor's. */
  record Reply(int ErrorCode, List<Item> ResultItem) {}

  /** One account of it. */
  record Item(String UserID, int ResultCode) {}
}
