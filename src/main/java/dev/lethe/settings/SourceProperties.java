package dev.lethe.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set of a source, {@code lethe.sources.<name>.…}: a database of the user's that due
 * deletions are read from.
 *
 * @param enabled {@code false} takes it out without taking its settings away
 * @param url a JDBC address, without a password
 * @param user who reads and marks
 * @param password a secret
 * @param cron when it is read, in Quartz's notation with seconds; {@code none} for never
 * @param timeZone of the schedule
 * @param query gives the due rows: columns {@code vendor}, {@code subject}, {@code key} and, where
 *     wanted, {@code reference}
 * @param mark writes {@code :request} to the row of {@code :key}
 * @param marked counts the rows that are marked with {@code :request}
 * @param result writes what became of a row; empty for not at all
 * @param poll how often to look for finished requests
 * @param timeout the longest silence of the database in the middle of something
 */
public record SourceProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("") String url,
    @DefaultValue("") String user,
    @DefaultValue("") String password,
    @DefaultValue("") String cron,
    @DefaultValue("UTC") String timeZone,
    @DefaultValue("") String query,
    @DefaultValue("") String mark,
    @DefaultValue("") String marked,
    @DefaultValue("") String result,
    @DefaultValue("5s") Duration poll,
    @DefaultValue("5m") Duration timeout) {

  @Override
  public String toString() {
    return "source " + url.replaceFirst("[?;].*$", "");
  }
}
