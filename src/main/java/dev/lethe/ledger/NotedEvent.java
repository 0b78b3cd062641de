package dev.lethe.ledger;

import dev.lethe.event.Event;

/**
 * An event in the ledger.
 *
 * @param no grows with each event
 * @param event what happened
 */
public record NotedEvent(long no, Event event) {}
