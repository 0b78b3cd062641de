package dev.lethe.health;

/** How well a part works. */
public enum Level {
  /** As it should. */
  UP,
  /** It works, but not all of it, or not as fast as it should. */
  DEGRADED,
  /** It does not work. */
  DOWN
}
