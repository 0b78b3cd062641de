package dev.lethe.intake;

import dev.lethe.ledger.RequestRecord;
import dev.lethe.ledger.RequestState;
import dev.lethe.ledger.Writing;
import dev.lethe.request.RequestFile;
import dev.lethe.request.Row;
import dev.lethe.request.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file on its way into the ledger: the request it makes, and its rows in chunks. */
public final class Submission {
  private final Path path;
  private final RequestFile file;
  private final RequestRecord request;
  private final int chunk;
  private final Doubles doubles;
  private final Set<String> lanes = new HashSet<>();
  private final Map<String, Long> rejected = new HashMap<>();
  private @Nullable RowReader reader;
  private @Nullable Writing writing;

  Submission(Path path, RequestFile file, RequestRecord request, int chunk) {
    this.path = path;
    this.file = file;
    this.request = request;
    this.chunk = chunk;
    this.doubles = new Doubles(file.lineCount());
  }

  /** The request. */
  public RequestRecord request() {
    return request;
  }

  /** Whether the ledger had it already, so that there is nothing to read. */
  public boolean isKnown() {
    return request.state() != RequestState.RECEIVING;
  }

  Path path() {
    return path;
  }

  /** Notes that a row is to be sent to a lane. */
  void accepted(String lane) {
    lanes.add(lane);
  }

  /**
   * Notes that a row is no good.
   *
   * @param lane its vendor's, null where there is none
   */
  void rejected(@Nullable String lane) {
    rejected.merge(lane == null ? "" : lane, 1L, Long::sum);
  }

  /** Rows that are no good by lane, under an empty name those that have none. */
  Map<String, Long> rejected() {
    return rejected;
  }

  /** The lanes that rows are to be sent to. */
  Set<String> lanes() {
    return lanes;
  }

  Doubles doubles() {
    return doubles;
  }

  /**
   * The rows, a chunk at a time, read from the file as the iterator goes on. What goes wrong comes
   * as an {@link UncheckedIOException}.
   */
  public Iterator<List<Row>> chunks() {
    return new Chunks();
  }

  /** Notes that rows are being written; only when they are on disk may others follow. */
  void writes(Writing begun) {
    writing = begun;
  }

  /** Returns when all rows that were accepted are on disk. */
  void awaitWritten() {
    Writing begun = writing;
    if (begun != null) {
      writing = null;
      begun.await();
    }
  }

  void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
  }

  private List<Row> read() {
    try {
      RowReader open = reader;
      if (open == null) {
        open = file.open();
        reader = open;
      }
      return open.read(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Chunks implements Iterator<List<Row>> {
    private @Nullable List<Row> next;

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = read();
      }
      return !next.isEmpty();
    }

    @Override
    public List<Row> next() {
      List<Row> rows = hasNext() ? next : null;
      if (rows == null) {
        throw new NoSuchElementException();
      }
      next = null;
      return rows;
    }
  }
}
