package dev.lethe.bench.yardstick;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Yardstick: as fast as plain Java can read the file and make the same calls. No ledger, no pacing,
 * no outcomes; a reply is only read off the wire.
 *
 * <p>Arguments: the CSV file, the address. Subjects need no escaping in JSON.
 */
public final class LimitProgram {
  private static final int BATCH = 100;
  private static final int CONCURRENCY = 8;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BufferedReader csv;
  private final URI address;

  private LimitProgram(BufferedReader csv, URI address) {
    this.csv = csv;
    this.address = address;
  }

  /** Runs until every row is answered. */
  public static void main(String[] args) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
    try (BufferedReader csv = Files.newBufferedReader(Path.of(args[0]))) {
      csv.readLine();
      LimitProgram program = new LimitProgram(csv, URI.create(args[1]));
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int n = 0; n < CONCURRENCY; n++) {
        work.add(program::work);
      }
      for (Future<Boolean> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private boolean work() throws IOException, InterruptedException {
    for (String body = nextBody(); body != null; body = nextBody()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("The vendor answered " + status);
      }
    }
    return true;
  }

  private synchronized @Nullable String nextBody() throws IOException {
    StringBuilder body = new StringBuilder("{\"DeleteItem\":[");
    int items = 0;
    for (String line; items < BATCH && (line = csv.readLine()) != null; items++) {
      body.append(items == 0 ? "" : ",")
          .append("{\"UserID\":\"")
          .append(line, line.indexOf(',') + 1, line.length())
          .append("\"}");
    }
    return items == 0 ? null : body.append("]}").toString();
  }
}
