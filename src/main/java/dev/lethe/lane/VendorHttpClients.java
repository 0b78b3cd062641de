package dev.lethe.lane;

import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP client for each vendor, with connections of its own. It does nothing on its own account:
 * no retries (they would escape the pace and the ledger), no redirects (CVE-2026-85251: credentials
 * would go along), no cookies, no decompression (camel-http does that itself, and twice is once too
 * often).
 */
public final class VendorHttpClients implements AutoCloseable {
  // A pooled connection that idled for a second may have been closed by the vendor meanwhile; it is
  // looked at before a deletion is risked on it.
  private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(1);

  private final List<CloseableHttpClient> clients = new CopyOnWriteArrayList<>();

  /**
   * A client with the vendor's time-outs and as many connections as it may have calls in flight.
   */
  CloseableHttpClient create(Vendor vendor) {
    Timeout timeout = Timeout.of(vendor.patience().timeout());
    int calls = vendor.pace().concurrency();
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(calls)
                    .setMaxConnPerRoute(calls)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout)
                    .setResponseTimeout(timeout)
                    .build())
            .setUserAgent("Lethe")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .evictIdleConnections(TimeValue.of(30, TimeUnit.SECONDS))
            .build();
    clients.add(client);
    return client;
  }

  /** Closes all connections at once; calls under way end as if the vendor had broken them off. */
  @Override
  public void close() {
    clients.forEach(client -> client.close(CloseMode.IMMEDIATE));
  }
}
