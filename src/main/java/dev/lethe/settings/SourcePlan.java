package dev.lethe.settings;

import java.time.ZoneId;

/**
 * A source that is on, checked as far as settings alone can be.
 *
 * @param name its name, part of the names of its requests
 * @param zone of its schedule
 * @param set the settings
 */
public record SourcePlan(String name, ZoneId zone, SourceProperties set) {}
