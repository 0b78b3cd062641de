package dev.lethe.callback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts a text as JSON, once: no redirect is followed, nothing of the reply is read but its status,
 * no proxy and no credentials are used, and the address that was looked at is the one that is
 * connected to.
 */
public final class ReceiptPost implements AutoCloseable {
  private static final Timeout PATIENCE = Timeout.ofSeconds(10);

  /** A reply that drips must end as well. */
  private static final Duration ALL = Duration.ofSeconds(30);

  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor alarms;

  /** Posts where the policy allows it. */
  public ReceiptPost(CallbackPolicy policy) {
    alarms = new ScheduledThreadPoolExecutor(1, ReceiptPost::daemon);
    alarms.setRemoveOnCancelPolicy(true);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Checked(policy))
                    .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(PATIENCE).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(PATIENCE)
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(PATIENCE)
                    .setResponseTimeout(PATIENCE)
                    .build())
            .setUserAgent("Lethe")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lethe-callback-alarms");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Posts it.
   *
   * @return the status of the reply
   * @throws IOException if there is none
   */
  public int post(URI target, String json) throws IOException {
    HttpPost post = new HttpPost(target);
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    post.setEntity(new ByteArrayEntity(body, ContentType.create("application/json")));
    ScheduledFuture<?> alarm = alarms.schedule(post::cancel, ALL.toMillis(), TimeUnit.MILLISECONDS);
    try (ClassicHttpResponse reply = client.executeOpen(null, post, null)) {
      return reply.getCode();
    } finally {
      alarm.cancel(false);
    }
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    client.close(CloseMode.IMMEDIATE);
  }

  /** Looks at an address as it is about to be connected to. */
  private record Checked(CallbackPolicy policy) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return policy.addresses(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
