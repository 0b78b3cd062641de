package dev.lethe.bench.stub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * Answers Tencent's {@code account_delete} and {@code account_check} as if every account had been
 * there, and is gone after. Verifies nothing else, and counts.
 *
 * <p>{@code GET /count?seconds=60} tells what it counted, {@code POST /reset?latency=200&down=true}
 * begins anew: with so many milliseconds before each reply, or answering 503 only. Runs on one
 * event loop, so nothing here is shared.
 */
public final class StubVendor {
  private final Vertx vertx;
  private Calls calls = new Calls();
  private long latencyMillis;
  private boolean down;

  private StubVendor(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Starts it on any free port, which it prints. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    StubVendor stub = new StubVendor(vertx);
    vertx
        .createHttpServer()
        .requestHandler(stub::handle)
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println(server.actualPort()))
        .onFailure(
            problem -> {
              System.err.println("The stub vendor cannot listen: " + problem);
              System.exit(1);
            });
  }

  private void handle(HttpServerRequest request) {
    switch (request.path()) {
      case "/v4/im_open_login_svc/account_delete" ->
          request.bodyHandler(body -> answer(request, body, TencentReply.Kind.DELETE));
      case "/v4/im_open_login_svc/account_check" ->
          request.bodyHandler(body -> answer(request, body, TencentReply.Kind.CHECK));
      case "/count" -> request.response().end(counted(request));
      case "/reset" -> reset(request);
      default -> request.response().setStatusCode(404).end();
    }
  }

  private void answer(HttpServerRequest request, Buffer body, TencentReply.Kind kind) {
    if (down) {
      request.response().setStatusCode(503).end();
      return;
    }
    Calls counting = calls;
    counting.called(Calls.nowMicros());
    TencentReply reply = TencentReply.to(body.getBytes(), kind);
    counting.carried(reply.items());
    if (latencyMillis == 0) {
      send(request, reply, counting);
    } else {
      vertx.setTimer(latencyMillis, timer -> send(request, reply, counting));
    }
  }

  private static void send(HttpServerRequest request, TencentReply reply, Calls counting) {
    counting.replied(Calls.nowMicros());
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(reply.json()));
  }

  private Buffer counted(HttpServerRequest request) {
    String seconds = request.getParam("seconds", "60");
    return new JsonObject()
        .put("calls", calls.count())
        .put("items", calls.items())
        .put("first_call_at", calls.first())
        .put("last_call_at", calls.last())
        .put("last_reply_at", calls.lastReply())
        .put("most_in_a_second", calls.mostInASecond())
        .put("calls_in_window", calls.within(Long.parseLong(seconds) * Calls.SECOND))
        .toBuffer();
  }

  private void reset(HttpServerRequest request) {
    calls = new Calls();
    latencyMillis = Long.parseLong(request.getParam("latency", "0"));
    down = Boolean.parseBoolean(request.getParam("down", "false"));
    request.response().end();
  }
}
