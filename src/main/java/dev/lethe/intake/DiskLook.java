package dev.lethe.intake;

import dev.lethe.health.Part;
import dev.lethe.health.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.springframework.util.unit.DataSize;

/**
 * Whether there is room for more. What is in the ledger already needs some to be finished: outcomes
 * are written, and the log grows before it is folded in.
 */
final class DiskLook implements Look {
  /** Once too little was free, a tenth more has to be, or each new file would stop it again. */
  private static final int MORE_PERCENT = 110;

  private final List<Path> folders;
  private final DataSize reserve;
  private final ToLongFunction<Path> free;
  private boolean full;

  /** Looks at the disks of these folders. */
  DiskLook(List<Path> folders, DataSize reserve) {
    this(folders, reserve, folder -> folder.toFile().getUsableSpace());
  }

  DiskLook(List<Path> folders, DataSize reserve, ToLongFunction<Path> free) {
    this.folders = List.copyOf(folders);
    this.reserve = reserve;
    this.free = free;
  }

  @Override
  public Part part() {
    return Part.DISK;
  }

  @Override
  public Optional<Trouble> look(boolean closely) {
    long wanted = full ? reserve.toBytes() / 100 * MORE_PERCENT : reserve.toBytes();
    for (Path folder : folders) {
      long bytes = free.applyAsLong(folder);
      if (bytes < wanted) {
        full = true;
        return Optional.of(
            new Trouble(
                "The disk of %s has %d MB left, and lethe.intake.min-free keeps %d MB to finish what is in the ledger."
                    .formatted(
                        folder, DataSize.ofBytes(bytes).toMegabytes(), reserve.toMegabytes()),
                "Free at least %d MB there: clear old files of outbox/, dead-letter/ and inbox/.done/, for example."
                    .formatted(
                        DataSize.ofBytes(reserve.toBytes() / 100 * MORE_PERCENT).toMegabytes())));
      }
    }
    full = false;
    return Optional.empty();
  }
}
