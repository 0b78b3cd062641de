package dev.lethe.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Serves the calls to one simulated vendor, and plays the faults of the wire. */
final class VendorHandler implements HttpHandler {

  /** Larger bodies are cut here; no vendor's largest batch comes near. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String HTML =
      "<!DOCTYPE html><html><head><title>Please wait</title></head>"
          + "<body><h1>The service is being maintained.</h1></body></html>";

  private final SimulatedVendor vendor;
  private final Pause pause;

  /** Waits, but not beyond the end of the server. */
  @FunctionalInterface
  interface Pause {
    void of(Duration duration);
  }

  /** How a call ends: with a reply, with half of one, or without. */
  private record Ending(Optional<SandboxReply> reply, boolean whole) {}

  VendorHandler(SimulatedVendor vendor, Pause pause) {
    this.vendor = vendor;
    this.pause = pause;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      SandboxRequest request = read(exchange, "/" + vendor.name());
      CallKind kind = vendor.kindOf(request);
      vendor.calls().arrived(kind);
      Ending ending;
      try {
        ending = serve(request, kind);
      } finally {
        vendor.calls().left();
      }
      if (ending.reply().isPresent()) {
        send(exchange, ending.reply().get(), ending.whole());
      }
    } finally {
      // Without a reply, or with half of one, this closes the connection; else it is kept.
      exchange.close();
    }
  }

  private Ending serve(SandboxRequest request, CallKind kind) {
    pause.of(vendor.faults().nextLatency());
    Optional<Fault> befallen = vendor.faults().onWire(kind);
    if (befallen.isEmpty()) {
      return new Ending(Optional.of(answer(request)), true);
    }
    Fault fault = befallen.get();
    return switch (fault.kind()) {
      case HANG -> new Ending(Optional.of(hang(fault, request)), true);
      case TRUNCATED_BODY -> new Ending(Optional.of(answer(request)), false);
      case HTTP_STATUS -> instead(fault, request, status(fault));
      case HTML_BODY -> instead(fault, request, page());
      case EMPTY_BODY -> instead(fault, request, SandboxReply.json(200, ""));
      default -> {
        doneOrNot(fault, request);
        yield new Ending(Optional.empty(), false);
      }
    };
  }

  private Ending instead(Fault fault, SandboxRequest request, SandboxReply reply) {
    doneOrNot(fault, request);
    return new Ending(Optional.of(reply), true);
  }

  private void doneOrNot(Fault fault, SandboxRequest request) {
    if (fault.afterHandling()) {
      answer(request);
    } else if (vendor.kindOf(request) == CallKind.DELETE) {
      vendor.calls().sentForDeletion(vendor.subjectsOf(request));
    }
  }

  private SandboxReply hang(Fault fault, SandboxRequest request) {
    if (!fault.afterHandling()) {
      pause.of(fault.duration());
      return answer(request);
    }
    SandboxReply reply = answer(request);
    pause.of(fault.duration());
    return reply;
  }

  private static SandboxReply status(Fault fault) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "text/plain");
    if (!fault.duration().isZero()) {
      headers.put("Retry-After", Long.toString(fault.duration().toSeconds()));
    }
    String body = "The sandbox was told to answer " + fault.code() + ".\n";
    return new SandboxReply(Integer.parseInt(fault.code()), headers, body);
  }

  private static SandboxReply page() {
    return new SandboxReply(200, Map.of("Content-Type", "text/html"), HTML);
  }

  private SandboxReply answer(SandboxRequest request) {
    try {
      return vendor.handle(request);
    } catch (RuntimeException e) {
      // The message may repeat what was sent, a signature too.
      vendor.calls().violation(() -> "The simulator failed with a " + e.getClass().getName() + ".");
      return SandboxReply.text(500, "The simulator itself failed.\n");
    }
  }

  /** Reads a request whose path is told from the given prefix on. */
  static SandboxRequest read(HttpExchange exchange, String prefix) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
    String path = exchange.getRequestURI().getRawPath();
    return new SandboxRequest(
        exchange.getRequestMethod(),
        path.substring(Math.min(prefix.length(), path.length())),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
        name -> Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), ""),
        new String(body, UTF_8));
  }

  /** Sends a reply, or promises the whole and sends the first half. */
  static void send(HttpExchange exchange, SandboxReply reply, boolean whole) throws IOException {
    reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, whole ? body.length : body.length / 2);
    if (whole) {
      out.close();
    } else {
      out.flush();
    }
  }
}
