package dev.lethe.source;

import java.nio.file.Path;

/**
 * Rows of a source that are to become a request, whole on disk.
 *
 * @param file where the request's file is to appear in the inbox
 * @param keys the source's own key of each row, in row order
 * @param request the id that the request will have
 * @param rows how many
 */
public record Handover(Path file, Path keys, String request, int rows) {}
