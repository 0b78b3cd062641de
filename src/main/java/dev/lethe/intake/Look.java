package dev.lethe.intake;

import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import java.util.Optional;

/** Looks at one thing without which nothing can be taken in. */
interface Look {
  /** What it looks at. */
  Part part();

  /**
   * What is wrong with it.
   *
   * @param closely whether to try it out, because something failed just now or has been failing;
   *     else a glance has to do, many times a second
   */
  Optional<Trouble> look(boolean closely);

  /** Whether what is found is to be told as the health of that part; else somebody else does. */
  default boolean isHealth() {
    return true;
  }
}
