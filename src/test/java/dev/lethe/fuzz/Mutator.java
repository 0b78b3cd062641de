package dev.lethe.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Damages bytes: flips, cuts, doubles, splices, and puts in what parsers stumble over. */
final class Mutator {
  private static final List<String> TOKENS =
      List.of(
          "\"",
          "\"\"",
          ",",
          ";",
          "\n",
          "\r",
          "\r\n",
          "\0",
          "{",
          "}",
          "[",
          "]",
          ":",
          "null",
          "NaN",
          "-",
          "1e999",
          "\\u0000",
          "\\ud800",
          "\\",
          "<",
          ">",
          "&",
          "'",
          "=",
          "subject",
          "vendor",
          "\ufeff",
          "\u3000",
          "张",
          "9".repeat(40),
          "true",
          "0",
          "-1",
          "1e400",
          "\t");

  private Mutator() {}

  /** The bytes after one to four mishaps. */
  static byte[] mutated(Chance chance, byte[] content, byte[] other) {
    byte[] result = content;
    for (int i = chance.between(1, 4); i > 0; i--) {
      result = once(chance, result, other);
    }
    return result;
  }

  private static byte[] once(Chance chance, byte[] content, byte[] other) {
    int at = chance.below(content.length + 1);
    int to = Math.min(content.length, at + chance.of(1, 1, 2, 8, 100));
    byte[] head = Arrays.copyOf(content, at);
    byte[] range = Arrays.copyOfRange(content, at, to);
    byte[] tail = Arrays.copyOfRange(content, to, content.length);
    return switch (chance.below(8)) {
      case 0 -> flipped(chance, content, at);
      case 1 -> join(head, tail);
      case 2 -> join(head, range, range, tail);
      case 3 -> head;
      case 4 -> join(head, chance.bytes(4), tail);
      case 5 -> {
        int from = chance.below(other.length + 1);
        yield join(head, Arrays.copyOfRange(other, from, other.length));
      }
      case 6 -> join(tail, range, head);
      default ->
          join(
              head,
              chance.of(TOKENS).getBytes(StandardCharsets.UTF_8),
              Arrays.copyOfRange(content, at, content.length));
    };
  }

  private static byte[] flipped(Chance chance, byte[] content, int at) {
    byte[] copy = content.clone();
    if (at < copy.length) {
      copy[at] ^= (byte) (1 << chance.below(8));
    }
    return copy;
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }
}
