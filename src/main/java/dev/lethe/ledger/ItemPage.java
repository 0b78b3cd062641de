package dev.lethe.ledger;

import java.util.List;

/**
 * Some rows of a list. A list that has to pass over many rows ends a page early, so that no page
 * takes long: it may have fewer rows than were asked for, or none, and still not be the last.
 *
 * @param rows in the list's order
 * @param next what to ask for the next page with, 0 if there is none
 */
public record ItemPage(List<ItemRecord> rows, long next) {}
