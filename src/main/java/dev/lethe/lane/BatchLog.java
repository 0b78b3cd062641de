package dev.lethe.lane;

import dev.lethe.ledger.ItemState;
import dev.lethe.ledger.Settlement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each batch that is settled: its id, its size, how long it took and what
 * became of its rows, in numbers. The logger's name is {@code dev.lethe.lane.batches}, so that
 * these lines can be switched off alone.
 */
public final class BatchLog implements LaneWatch {
  private static final Logger LOG = LoggerFactory.getLogger("dev.lethe.lane.batches");
  private static final int NANOS_A_MILLISECOND = 1_000_000;

  @Override
  public Trip begins(Batch batch) {
    return new Line(batch, System.nanoTime());
  }

  @Override
  public void called(String result, long nanos) {
    // A line for each batch is enough.
  }

  @Override
  public void leftOut(List<Settlement> settled) {
    // The lane itself warns of it.
  }

  @Override
  public void loggedIn(boolean made) {
    // One that fails halts the lane, which is told.
  }

  private record Line(Batch batch, long began) implements Trip {
    @Override
    public void called(String result, long nanos) {
      // It is in the time of the batch.
    }

    @Override
    public void settled(Settled settled) {
      if (LOG.isInfoEnabled()) {
        long millis = (System.nanoTime() - began) / NANOS_A_MILLISECOND;
        LOG.info("{} in {} ms:{}{}", batch, millis, states(settled), why(settled));
      }
    }

    private static String states(Settled settled) {
      Map<ItemState, Integer> counts = new EnumMap<>(ItemState.class);
      Settled.runs(settled.items(), (state, n) -> counts.merge(state, n, Integer::sum));
      StringBuilder text = new StringBuilder();
      counts.forEach((state, n) -> text.append(' ').append(n).append(' ').append(state));
      return text.toString();
    }

    private static String why(Settled settled) {
      return settled.code().isEmpty() ? "" : " (" + settled.verdict() + ", " + settled.code() + ")";
    }

    @Override
    public void notSent() {
      if (LOG.isInfoEnabled()) {
        LOG.info("{} was not sent", batch);
      }
    }
  }
}
