package dev.lethe.command;

import dev.lethe.operate.Operations;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The way that a command has taken to Lethe.
 *
 * @param operations what can be done there
 * @param url of the service, null if it works on the ledger
 * @param user who it is signed in as, null if that is not known
 * @param end closes it
 */
record Way(Operations operations, @Nullable URI url, @Nullable String user, Runnable end)
    implements AutoCloseable {

  boolean isService() {
    return url != null;
  }

  /** A name for who asks, where the service does not know better. */
  String asking() {
    return user != null ? user : System.getProperty("user.name", "somebody");
  }

  @Override
  public void close() {
    end.run();
  }
}
