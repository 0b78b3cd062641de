package dev.lethe.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Makes a receipt's text once its place in the chain is known. Without effects: it may run twice.
 */
@FunctionalInterface
public interface ReceiptText {

  /**
   * The text.
   *
   * @param number its number, from 1
   * @param previous the SHA-256 of the receipt before, null for the first
   */
  String of(long number, @Nullable String previous);
}
