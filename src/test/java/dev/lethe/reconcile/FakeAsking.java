package dev.lethe.reconcile;

import dev.lethe.lane.Asking;
import dev.lethe.vendor.Answer;
import dev.lethe.vendor.Listing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/** A vendor that says what a test wants, and remembers what it was asked. */
final class FakeAsking implements Asking {
  final List<List<String>> asked = new ArrayList<>();
  final List<List<String>> sentAgain = new ArrayList<>();
  final Queue<Listing> lists = new ArrayDeque<>();
  Supplier<Listing> reading = lists::remove;
  Way way = Way.BY_SUBJECT;
  Gate gate = Gate.OPEN;
  int listings;
  Function<List<String>, Answer> answers = subjects -> new Answer("0", java.util.Map.of(), null);

  @Override
  public Way way(String vendor) {
    return way;
  }

  @Override
  public Gate gate(String vendor) {
    return gate;
  }

  @Override
  public Answer ask(String vendor, List<String> subjects) {
    asked.add(subjects);
    return answers.apply(subjects);
  }

  @Override
  public Listing list(String vendor) {
    listings++;
    return reading.get();
  }

  @Override
  public Answer sendAgain(String vendor, List<String> subjects) {
    sentAgain.add(subjects);
    return answers.apply(subjects);
  }

  @Override
  public long calls(String vendor) {
    return (long) asked.size() + sentAgain.size() + listings;
  }
}
