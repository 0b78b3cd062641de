package dev.lethe.ledger;

import java.util.Iterator;

/** The rows of a finished request, one after the other. Iterate once, then close. */
public interface OutcomeCursor extends Iterable<OutcomeLine>, AutoCloseable {

  @Override
  Iterator<OutcomeLine> iterator();

  @Override
  void close();
}
