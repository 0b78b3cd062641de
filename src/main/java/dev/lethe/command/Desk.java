package dev.lethe.command;

import java.time.Clock;
import java.util.Map;

/**
 * What every command works with.
 *
 * @param screen where it prints
 * @param clock what time it is
 * @param environment the process's environment
 * @param settings the service's settings, read when they are asked for
 * @param doors the ways to Lethe
 */
record Desk(
    Screen screen,
    Clock clock,
    Map<String, String> environment,
    CommandSettings settings,
    Doors doors) {}
