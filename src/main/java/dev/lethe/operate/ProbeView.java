package dev.lethe.operate;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a vendor can be called.
 *
 * @param vendor which
 * @param works whether everything that was tried worked
 * @param tried what was tried, in order
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ProbeView(String vendor, boolean works, List<Step> tried) {
  /**
   * One thing that was tried.
   *
   * @param name {@code login}, {@code question} or {@code address}
   * @param works whether it worked
   * @param code the vendor's code or a word of ours, null if it worked
   * @param said what came out and what to do, as sentences
   */
  public record Step(String name, boolean works, @Nullable String code, String said) {}
}
