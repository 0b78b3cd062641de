package dev.lethe.command;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.Operations;
import java.net.URI;
import java.time.Clock;

/** The ways to Lethe as they are outside of tests. */
final class LetheDoors implements Doors {

  @Override
  public Operations service(URI url, SignIn credentials) {
    throw new OperationException(
        OperationException.Kind.UNAVAILABLE, "services cannot be asked from here yet");
  }

  @Override
  public Alone alone(CommandSettings settings, Clock clock) {
    throw new OperationException(
        OperationException.Kind.NO_SERVICE, "only a running service can do that so far");
  }
}
