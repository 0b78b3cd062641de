package dev.lethe.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lethe.sandbox.Fault.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes a {@link FaultPlan} as JSON.
 *
 * <p>Every field may be left out, save a fault's {@code kind}; a field that is not known is an
 * error, so that a typing mistake does not pass for a fault that does not show. Durations are
 * written {@code 200ms}, {@code 5s}, {@code 2m}.
 */
final class FaultPlanJson {

  private static final Set<String> PLAN =
      Set.of("seed", "latency", "jitter", "callsPerSecond", "faults");
  private static final Set<String> FAULT =
      Set.of("kind", "times", "probability", "afterHandling", "code", "duration", "subjects", "on");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private FaultPlanJson() {}

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if it is none; the message is a sentence for its writer
   */
  static FaultPlan read(JsonNode json) {
    onlyKnown(json, PLAN, "A fault plan");
    List<Fault> faults = new ArrayList<>();
    for (JsonNode fault : array(json, "faults")) {
      faults.add(readFault(fault));
    }
    return new FaultPlan(
        whole(json, "seed", 1, Long.MAX_VALUE),
        duration(json, "latency"),
        duration(json, "jitter"),
        (int) whole(json, "callsPerSecond", 0, Integer.MAX_VALUE),
        faults);
  }

  private static Fault readFault(JsonNode json) {
    onlyKnown(json, FAULT, "A fault");
    Set<CallKind> on = new LinkedHashSet<>();
    for (String call : texts(json, "on")) {
      on.add(named(CallKind.class, call));
    }
    return new Fault(
        named(Kind.class, json.path("kind").asText()),
        (int) whole(json, "times", 0, Integer.MAX_VALUE),
        number(json, "probability", 1),
        yes(json, "afterHandling"),
        json.path("code").asText(""),
        duration(json, "duration"),
        texts(json, "subjects"),
        on);
  }

  /** Writes a plan, everything in it spelled out. */
  static ObjectNode write(FaultPlan plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("seed", plan.seed());
    json.put("latency", plan.latency().toMillis() + "ms");
    json.put("jitter", plan.jitter().toMillis() + "ms");
    json.put("callsPerSecond", plan.callsPerSecond());
    for (Fault fault : plan.faults()) {
      ObjectNode one = json.withArray("faults").addObject();
      one.put("kind", fault.kind().text());
      one.put("times", fault.times());
      one.put("probability", fault.probability());
      one.put("afterHandling", fault.afterHandling());
      one.put("code", fault.code());
      one.put("duration", fault.duration().toMillis() + "ms");
      fault.subjects().stream().sorted().forEach(one.putArray("subjects")::add);
      fault.on().stream()
          .sorted()
          .map(call -> call.name().toLowerCase(Locale.ROOT))
          .forEach(one.putArray("on")::add);
    }
    return json;
  }

  /** The texts of an array field, none if it is left out. */
  static Set<String> texts(JsonNode json, String field) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode text : array(json, field)) {
      if (!text.isTextual()) {
        throw new IllegalArgumentException(field + " is to hold texts only.");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  /** Refuses what is no object, and fields that nobody would read. */
  static void onlyKnown(JsonNode json, Set<String> known, String what) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(what + " is a JSON object.");
    }
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw new IllegalArgumentException(
                    what + " has no field " + name + "; it has " + sorted(known) + ".");
              }
            });
  }

  private static JsonNode array(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isArray() && !value.isMissingNode()) {
      throw new IllegalArgumentException(field + " is to be an array.");
    }
    return value;
  }

  private static double number(JsonNode json, String field, double otherwise) {
    JsonNode value = json.path(field);
    if (!value.isNumber() && !value.isMissingNode()) {
      throw new IllegalArgumentException(field + " is to be a number.");
    }
    return value.asDouble(otherwise);
  }

  private static long whole(JsonNode json, String field, long otherwise, long most) {
    JsonNode value = json.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(field + " is to be a whole number.");
    }
    if (value.asLong() > most || value.asLong() < -most - 1) {
      throw new IllegalArgumentException(field + " is to be at most " + most + ".");
    }
    return value.asLong();
  }

  private static boolean yes(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isBoolean() && !value.isMissingNode()) {
      throw new IllegalArgumentException(field + " is to be true or false.");
    }
    return value.asBoolean(false);
  }

  private static Duration duration(JsonNode json, String field) {
    JsonNode value = json.path(field);
    Matcher matcher = DURATION.matcher(value.asText("0ms"));
    if (value.isMissingNode()) {
      return Duration.ZERO;
    }
    if (!matcher.matches()) {
      throw new IllegalArgumentException(field + " is to be a duration as 200ms, 5s or 2m.");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static <E extends Enum<E>> E named(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return constant;
      }
    }
    List<String> names = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      names.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    throw new IllegalArgumentException(
        "'" + text + "' is none of " + String.join(", ", names) + ".");
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
