package dev.lethe.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckTurnTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final AtomicBoolean deletionsDue = new AtomicBoolean();
  private final CheckTurn turn =
      new CheckTurn(open::get, deletionsDue::get, 2, nanos::get, nanos::addAndGet);

  @Test
  void questionsWaitForNobodyWhileNothingIsToBeDeleted() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      turn.await();
    }

    assertThat(nanos.get()).isZero();
    assertThat(turn.calls()).isEqualTo(10);
  }

  @Test
  void questionsTakeTheirShareAndNoMoreWhileDeletionsAreDue() throws InterruptedException {
    deletionsDue.set(true);

    for (int i = 0; i < 11; i++) {
      turn.await();
    }

    assertThat(nanos.get()).isEqualTo(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void aLaneThatClosesEndsTheWait() throws InterruptedException {
    deletionsDue.set(true);
    turn.await();
    open.set(false);

    turn.await();

    assertThat(nanos.get()).isZero();
    assertThat(turn.mayCall()).isFalse();
  }
}
