package dev.lethe.report;

import java.nio.file.Path;

/**
 * A report that is there, and what it says.
 *
 * @param json everything, for programs
 * @param csv a line for each finding; for a dropped list, for each of its rows
 * @param html the page for people
 * @param summary what the run comes to
 */
public record WrittenReport(Path json, Path csv, Path html, Summary summary) {}
