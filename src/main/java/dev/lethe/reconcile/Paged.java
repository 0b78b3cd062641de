package dev.lethe.reconcile;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Reads what is too much for the memory a page at a time, by key.
 *
 * @param <T> what is read
 */
final class Paged<T> implements Iterator<T> {
  private final LongFunction<List<T>> pages;
  private final ToLongFunction<T> key;
  private final Queue<T> page = new ArrayDeque<>();
  private long after;
  private boolean ended;

  /**
   * Reads from the start.
   *
   * @param pages the page after a key, empty at the end
   * @param key of an element
   */
  Paged(LongFunction<List<T>> pages, ToLongFunction<T> key) {
    this.pages = pages;
    this.key = key;
  }

  @Override
  public boolean hasNext() {
    if (page.isEmpty() && !ended) {
      page.addAll(pages.apply(after));
      ended = page.isEmpty();
    }
    return !page.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T next = page.remove();
    after = key.applyAsLong(next);
    return next;
  }
}
