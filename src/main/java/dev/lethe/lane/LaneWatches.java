package dev.lethe.lane;

import dev.lethe.ledger.Settlement;
import java.util.List;

/** Several watches as one. */
final class LaneWatches implements LaneWatch {
  private final List<LaneWatch> watches;

  LaneWatches(List<LaneWatch> watches) {
    this.watches = List.copyOf(watches);
  }

  @Override
  public Trip begins(Batch batch) {
    return new Trips(watches.stream().map(watch -> watch.begins(batch)).toList());
  }

  @Override
  public void called(String result, long nanos) {
    watches.forEach(watch -> watch.called(result, nanos));
  }

  @Override
  public void leftOut(List<Settlement> settled) {
    watches.forEach(watch -> watch.leftOut(settled));
  }

  @Override
  public void loggedIn(boolean made) {
    watches.forEach(watch -> watch.loggedIn(made));
  }

  private record Trips(List<Trip> trips) implements Trip {
    @Override
    public void called(String result, long nanos) {
      trips.forEach(trip -> trip.called(result, nanos));
    }

    @Override
    public void settled(Settled settled) {
      trips.forEach(trip -> trip.settled(settled));
    }

    @Override
    public void notSent() {
      trips.forEach(Trip::notSent);
    }
  }
}
