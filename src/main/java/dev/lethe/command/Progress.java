package dev.lethe.command;

import dev.lethe.operate.RequestView;
import java.util.List;

/** Shows how requests get on. */
@FunctionalInterface
interface Progress extends AutoCloseable {

  /** Shows them as they are now. */
  void show(List<RequestView> requests);

  /** Leaves the screen as others need it. */
  @Override
  default void close() {}
}
