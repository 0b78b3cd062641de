package dev.lethe.fuzz;

import java.util.List;
import java.util.Random;

/** Choices, all of one seed, so that a failing try can be made again. */
final class Chance {
  private final Random random;

  Chance(Random random) {
    this.random = random;
  }

  /** From 0, below {@code end}. */
  int below(int end) {
    return random.nextInt(end);
  }

  /** From {@code first} to {@code last}, both included. */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  boolean coin() {
    return random.nextBoolean();
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  byte[] bytes(int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  Random random() {
    return random;
  }
}
