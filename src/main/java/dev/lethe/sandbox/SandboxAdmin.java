package dev.lethe.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What people steer the sandbox with, by curl. */
final class SandboxAdmin implements HttpHandler {

  /** The first part of its path, which no vendor can be called. */
  static final String NAME = "sandbox";

  private static final String HELP =
      """
      Simulated vendors. Nobody is deleted here.

        GET    /sandbox                    this page
        GET    /sandbox/<vendor>/faults    what is set to go wrong
        POST   /sandbox/<vendor>/faults    set it, in place of all that was set
        DELETE /sandbox/<vendor>/faults    let all go well again
        GET    /sandbox/<vendor>/calls     what has been asked, and whether it broke the contract
        DELETE /sandbox/<vendor>/calls     forget it
        POST   /sandbox/<vendor>/accounts  {"absent": ["who is not there"], "present": ["who is"]}

      Faults, every field optional save kind:
        {"seed": 1, "latency": "20ms", "jitter": "10ms", "callsPerSecond": 100, "faults": [
          {"kind": "http-status", "code": "503", "duration": "2s", "times": 3},
          {"kind": "dropped-connection", "afterHandling": true, "probability": 0.01, "on": ["delete"]},
          {"kind": "item-code", "code": "70500", "subjects": ["anna"], "times": 2}]}
      Kinds: on the wire   %s
             on a reply    %s
             on a subject  %s
      times: how often, 0 for until cleared (by subject where the kind is about subjects).
      probability: the share of calls or subjects; the same seed befalls the same.
      afterHandling: the vendor has done its work by then, and does not say so.
      duration: how long a hang lasts, or Retry-After. on: delete, verify, login, other.
      code: a status, the vendor's own code, of shifted-page +1, -1 or more, of wrong-count 7 too.

      """
          .formatted(kinds(Fault.Level.WIRE), kinds(Fault.Level.REPLY), kinds(Fault.Level.ITEM));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String url;
  private final Map<String, SimulatedVendor> vendors;

  SandboxAdmin(String url, Map<String, SimulatedVendor> vendors) {
    this.url = url;
    this.vendors = vendors;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      SandboxRequest request = VendorHandler.read(exchange, "/" + NAME);
      SandboxReply reply;
      try {
        reply = answer(request);
      } catch (IllegalArgumentException e) {
        reply = error(400, String.valueOf(e.getMessage()));
      }
      VendorHandler.send(exchange, reply, true);
    } finally {
      exchange.close();
    }
  }

  private SandboxReply answer(SandboxRequest request) throws IOException {
    List<String> parts = List.of(request.path().split("/", -1));
    if (request.path().isEmpty() || request.path().equals("/")) {
      return request.method().equals("GET")
          ? SandboxReply.text(200, HELP + JSON.writeValueAsString(state()) + "\n")
          : error(405, "Only GET is understood here.");
    }
    SimulatedVendor vendor = parts.size() == 3 ? vendors.get(parts.get(1)) : null;
    if (vendor == null) {
      return error(404, "There is no such page; GET /sandbox lists them.");
    }
    return switch (request.method() + " " + parts.get(2)) {
      case "GET faults" -> json(FaultPlanJson.write(vendor.faults().plan()));
      case "POST faults" -> {
        vendor.faults().set(FaultPlanJson.read(body(request)));
        yield json(FaultPlanJson.write(vendor.faults().plan()));
      }
      case "DELETE faults" -> {
        vendor.faults().clear();
        yield json(FaultPlanJson.write(vendor.faults().plan()));
      }
      case "GET calls" -> json(calls(vendor.calls()));
      case "DELETE calls" -> {
        vendor.calls().clear();
        yield json(calls(vendor.calls()));
      }
      case "POST accounts" -> json(change(vendor.accounts(), body(request)));
      default -> error(404, "There is no such page; GET /sandbox lists them.");
    };
  }

  private static ObjectNode change(Accounts accounts, JsonNode body) {
    FaultPlanJson.onlyKnown(body, Set.of("absent", "present"), "A change of accounts");
    Set<String> absent = FaultPlanJson.texts(body, "absent");
    Set<String> present = FaultPlanJson.texts(body, "present");
    absent.forEach(accounts::delete);
    present.forEach(accounts::restore);
    return object().put("absent", absent.size()).put("present", present.size());
  }

  private ObjectNode state() {
    ObjectNode state = object();
    for (SimulatedVendor vendor : vendors.values()) {
      ObjectNode one = state.putObject(vendor.name());
      one.put("baseUrl", url + "/" + vendor.name());
      one.put("deleted", vendor.accounts().deleted());
      one.set("calls", calls(vendor.calls()));
      one.set("faults", FaultPlanJson.write(vendor.faults().plan()));
    }
    return state;
  }

  private static ObjectNode calls(CallLog log) {
    ObjectNode json = object();
    ObjectNode kinds = json.putObject("calls");
    for (CallKind kind : CallKind.values()) {
      kinds.put(kind.name().toLowerCase(Locale.ROOT), log.calls(kind));
    }
    ObjectNode codes = json.putObject("codes");
    log.codes().forEach(codes::put);
    json.put("subjectsSent", log.subjectsSent(1));
    json.put("subjectsSentMoreThanOnce", log.subjectsSent(2));
    json.put("mostOftenSent", log.mostOftenSent());
    json.put("largestBatch", log.largestBatch());
    json.put("mostInFlight", log.mostInFlight());
    json.put("mostCallsInASecond", log.mostCallsWithin(Duration.ofSeconds(1)));
    json.put("violationCount", log.violationCount());
    log.violations().forEach(json.putArray("violations")::add);
    return json;
  }

  private static JsonNode body(SandboxRequest request) throws IOException {
    try {
      return JSON.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static SandboxReply json(ObjectNode json) throws IOException {
    return SandboxReply.json(200, JSON.writeValueAsString(json));
  }

  private static SandboxReply error(int status, String sentence) throws IOException {
    return SandboxReply.json(status, JSON.writeValueAsString(object().put("error", sentence)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String kinds(Fault.Level level) {
    StringBuilder names = new StringBuilder();
    for (Fault.Kind kind : Fault.Kind.values()) {
      if (kind.level() == level) {
        names.append(names.length() == 0 ? "" : ", ").append(kind.text());
      }
    }
    return names.toString();
  }
}
