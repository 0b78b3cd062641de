package dev.lethe.lane;

import dev.lethe.vendor.Vendor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP client for each vendor, with connections of its own. It does nothing on its own account:
 * no retries (they would escape the pace and the ledger), no redirects (CVE-2026-85251: credentials
 * would go along), no cookies, no decompression (camel-http does that itself, and twice is once too
 * often).
 *
 * <p>The client's own time-outs are between two bytes, so a reply that drips would last for ever.
 * An alarm ends such a call as a whole, by breaking its connection off; that and where in a call
 * something failed is {@link CallWatch}'s.
 */
public final class VendorHttpClients implements AutoCloseable {
  // A pooled connection that idled for a second may have been closed by the vendor meanwhile; it is
  // looked at before a deletion is risked on it.
  private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);

  private static final String WATCH = "lethe.watch";

  private final List<CloseableHttpClient> clients = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor alarms;

  /** No clients yet. */
  public VendorHttpClients() {
    alarms = new ScheduledThreadPoolExecutor(1, VendorHttpClients::daemon);
    alarms.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lethe-call-alarms");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * A client with the vendor's time-outs and as many connections as it may have calls in flight.
   *
   * @param onSending is told, in the thread that makes the call, when its request is written next
   */
  CloseableHttpClient create(Vendor vendor, Runnable onSending) {
    Vendor.Timeouts timeouts = vendor.patience().timeouts();
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections(timeouts, vendor.pace().concurrency()))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(timeouts.connect()))
                    .setResponseTimeout(Timeout.of(timeouts.reply()))
                    .build())
            .setUserAgent("Lethe")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .evictIdleConnections(TimeValue.of(30, TimeUnit.SECONDS))
            .addExecInterceptorFirst(
                "watch", (request, scope, chain) -> watch(request, scope, chain, timeouts.total()))
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                "sending",
                (request, scope, chain) -> sending(request, scope, chain, onSending))
            .build();
    clients.add(client);
    return client;
  }

  private static HttpClientConnectionManager connections(Vendor.Timeouts timeouts, int calls) {
    Timeout connect = Timeout.of(timeouts.connect());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(calls)
        .setMaxConnPerRoute(calls)
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.of(timeouts.reply()))
                .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                .build())
        .build();
  }

  private ClassicHttpResponse watch(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, Duration total)
      throws IOException {
    CallWatch watch = new CallWatch();
    scope.clientContext.setAttribute(WATCH, watch);
    watch.alarm(
        alarms.schedule(() -> breakOff(watch, scope), total.toMillis(), TimeUnit.MILLISECONDS));
    try {
      ClassicHttpResponse response = chain.proceed(request, scope);
      HttpEntity entity = response.getEntity();
      if (entity == null) {
        watch.ended();
      } else {
        response.setEntity(watch.watched(entity));
      }
      return response;
    } catch (IOException | HttpException | RuntimeException e) {
      // A connection that is taken away under the client's hands shows as any of these.
      watch.ended();
      throw watch.explain(e);
    }
  }

  private static void breakOff(CallWatch watch, ExecChain.Scope scope) {
    watch.expired();
    if (scope.originalRequest instanceof Cancellable call) {
      call.cancel();
    } else {
      scope.execRuntime.discardEndpoint();
    }
  }

  // The last step before the request is written: there is a connection, and its handshake is over.
  private static ClassicHttpResponse sending(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, Runnable onSending)
      throws IOException, HttpException {
    onSending.run();
    ((CallWatch) scope.clientContext.getAttribute(WATCH)).sending();
    return chain.proceed(request, scope);
  }

  /** Closes all connections at once; calls under way end as if the vendor had broken them off. */
  @Override
  public void close() {
    alarms.shutdownNow();
    clients.forEach(client -> client.close(CloseMode.IMMEDIATE));
  }
}
