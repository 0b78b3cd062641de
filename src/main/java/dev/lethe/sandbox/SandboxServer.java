package dev.lethe.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Simulated vendors behind one HTTP server on 127.0.0.1, for people trying Lethe and for tests.
 *
 * <p>A vendor's base address is {@code http://127.0.0.1:<port>/<vendor-name>}; {@code GET /sandbox}
 * tells people how to make things go wrong. Nothing but this machine can reach it. It logs nothing.
 */
public final class SandboxServer implements AutoCloseable {

  /** Calls handled at once; a hanging one takes a thread, more of them wait. */
  private static final int THREADS = 64;

  // At finer levels the JDK's server logs request lines, and a query may hold a signature.
  private static final Logger JDK_LOG = Logger.getLogger("com.sun.net.httpserver");

  static {
    JDK_LOG.setLevel(Level.INFO);
    // Read once, when the JDK's server is first used: without it, small replies wait for 40 ms.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  private SandboxServer(int port, Collection<? extends SimulatedVendor> vendors)
      throws IOException {
    Map<String, SimulatedVendor> byName = new LinkedHashMap<>();
    for (SimulatedVendor vendor : vendors) {
      if (vendor.name().equals(SandboxAdmin.NAME) || !vendor.name().matches("[a-z0-9-]+")) {
        throw new IllegalArgumentException("No vendor can be called " + vendor.name() + ".");
      }
      if (byName.put(vendor.name(), vendor) != null) {
        throw new IllegalArgumentException("Two vendors are called " + vendor.name() + ".");
      }
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, port), 1024);
    threads = daemons();
    server.setExecutor(threads);
    for (SimulatedVendor vendor : byName.values()) {
      server.createContext("/" + vendor.name() + "/", new VendorHandler(vendor, this::pause));
    }
    server.createContext("/" + SandboxAdmin.NAME, new SandboxAdmin(url(), byName));
  }

  /**
   * Starts a server.
   *
   * @param port the port, 0 for any that is free
   * @param vendors the vendors, each with a name of its own in lower case, digits and hyphens
   * @throws IOException if the port is taken
   */
  public static SandboxServer start(int port, Collection<? extends SimulatedVendor> vendors)
      throws IOException {
    SandboxServer server = new SandboxServer(port, vendors);
    server.server.start();
    return server;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Its address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** A vendor's base address, without a slash at the end. */
  public String baseUrl(String vendor) {
    return url() + "/" + vendor;
  }

  /** Stops at once; calls that hang are cut. */
  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void pause(Duration duration) {
    if (duration.isZero()) {
      return;
    }
    try {
      // True if the server was closed meanwhile; the call then goes on, and finds its line cut.
      boolean over = closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
      if (over) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadPoolExecutor daemons() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "sandbox-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
