package dev.lethe.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a part is.
 *
 * @param part its label: {@code ledger}, {@code lane:yunke}
 * @param level how well it works
 * @param since since when it has been at that level
 * @param trouble why it is not up, null if it is
 */
public record PartHealth(String part, Level level, Instant since, @Nullable Trouble trouble) {}
