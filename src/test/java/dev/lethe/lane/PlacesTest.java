package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lethe.lane.Places.Place;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class PlacesTest {

  private final Places places = new Places("acme", 2);

  @Test
  void whoComesWhenAllPlacesAreTakenWaitsForOne() throws Exception {
    Place first = places.take();
    places.take();
    assertThat(places.taken()).isEqualTo(2);
    CompletableFuture<Place> third = CompletableFuture.supplyAsync(places::take);
    assertThat(third).isNotDone();

    first.leave();

    assertThat(third.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(places.taken()).isEqualTo(2);
  }

  @Test
  void aPlaceIsGivenBackOnceOnly() {
    Place place = places.take();
    places.take();

    place.leave();
    place.leave();

    assertThat(places.taken()).isEqualTo(1);
  }

  @Test
  void whoIsInterruptedSendsNothing() {
    places.take();
    places.take();
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(NotSentException.class).isThrownBy(places::take);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(places.taken()).isEqualTo(2);
  }
}
