package dev.lethe.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lethe.fuzz.Drop.Expected;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Files of every kind, sound, odd and damaged. */
final class Drops {
  private static final String[] EXTENSIONS = {
    "csv", "json", "jsonl", "ndjson", "txt", "xlsx", "xls", "bin", ""
  };

  private Drops() {}

  static Arbitrary<Drop> all() {
    return Arbitraries.randomValue(Drops::drop);
  }

  static Drop drop(Random random) {
    Chance chance = new Chance(random);
    int kind = chance.below(100);
    if (kind < 24) {
      return TextDrops.csv(chance);
    }
    if (kind < 34) {
      return JsonDrops.lines(chance);
    }
    if (kind < 44) {
      return JsonDrops.array(chance);
    }
    if (kind < 50) {
      return TextDrops.txt(chance);
    }
    if (kind < 55) {
      return XlsxDrops.known(chance);
    }
    if (kind < 63) {
      return XlsxDrops.damagedParts(chance);
    }
    if (kind < 70) {
      return noise(chance);
    }
    return kind < 73 ? odd(chance) : damaged(chance);
  }

  private static Drop sound(Chance chance) {
    return switch (chance.below(6)) {
      case 0 -> JsonDrops.lines(chance);
      case 1 -> JsonDrops.array(chance);
      case 2 -> TextDrops.txt(chance);
      case 3 -> XlsxDrops.known(chance);
      default -> TextDrops.csv(chance);
    };
  }

  private static Drop damaged(Chance chance) {
    Drop drop = sound(chance);
    byte[] content = Mutator.mutated(chance, drop.content(), sound(chance).content());
    return new Drop(
        drop.kind() + "-damaged", drop.folder(), drop.extension(), content, read(drop, content));
  }

  // CSV and TXT are simple enough to be read a second time here.
  private static Optional<Expected> read(Drop drop, byte[] content) {
    return switch (drop.kind()) {
      case "csv" -> Optional.of(Oracle.csv(content, drop.folder()));
      case "txt" -> Optional.of(Oracle.txt(content, drop.folder()));
      default -> Optional.empty();
    };
  }

  private static Drop noise(Chance chance) {
    byte[] bytes = chance.bytes(chance.of(0, 3, 60, 400));
    if (chance.oneIn(3)) {
      bytes = Mutator.join("PK\003\004".getBytes(US_ASCII), bytes);
    }
    String folder = chance.coin() ? chance.of(Cells.VENDORS) : "";
    String extension = chance.of(EXTENSIONS);
    boolean txt = extension.equals("txt") && !folder.isEmpty();
    return new Drop(
        "noise",
        folder,
        extension,
        bytes,
        extension.equals("csv")
            ? Optional.of(Oracle.csv(bytes, folder))
            : txt ? Optional.of(Oracle.txt(bytes, folder)) : Optional.empty());
  }

  /** Files that are good but for one thing that concerns the whole. */
  private static Drop odd(Chance chance) {
    Drop drop = TextDrops.csv(chance);
    byte[] content = drop.content();
    String text = Oracle.decode(content, true).orElse("subject");
    byte[] spoilt =
        switch (chance.below(6)) {
          case 0 -> Mutator.join(new byte[] {(byte) 0xff, (byte) 0xfe}, utf16(text));
          case 1 -> Mutator.join(content, new byte[] {'\n', 0, '\n'});
          case 2 -> Mutator.join(content, new byte[] {'\n', (byte) 0xff, (byte) 0xff, '\n'});
          case 3 -> Mutator.join(content, "\n".getBytes(US_ASCII), huge());
          case 4 -> (Cells.characters(chance, "ab", 3) + "Zqleak\nZqleak,b\n").getBytes(UTF_8);
          default -> new byte[] {' ', '\r', '\n', '\t'};
        };
    return new Drop(
        "spoilt", drop.folder(), drop.extension(), spoilt, Optional.of(Expected.REFUSED));
  }

  private static byte[] utf16(String text) {
    return text.getBytes(UTF_16LE);
  }

  private static byte[] huge() {
    byte[] line = new byte[1_200_000];
    Arrays.fill(line, (byte) 'x');
    return line;
  }
}
