package dev.lethe.lane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does not do what servers do. */
public final class BadServer implements AutoCloseable {
  private static final long DRIP_MILLIS = 50;

  private final ServerSocket server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger accepted = new AtomicInteger();

  /** What it does with a connection. */
  @FunctionalInterface
  private interface Manners {
    void serve(Socket socket) throws IOException;
  }

  private BadServer(int backlog) {
    try {
      server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Accepts, reads whatever comes and never answers. */
  public static BadServer blackHole() {
    return accepting(socket -> {});
  }

  /** Its queue of connections is full and nobody takes them out: connecting takes for ever. */
  static BadServer fullBacklog() {
    BadServer full = new BadServer(1);
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      full.sockets.add(socket);
      try {
        socket.connect(full.server.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException e) {
        return full;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("the backlog takes any number of connections");
  }

  /** Sends a text at once, and then a blank every {@value #DRIP_MILLIS} ms. */
  public static BadServer dripping(String beginning) {
    BadServer[] self = new BadServer[1];
    BadServer server =
        accepting(
            socket -> {
              OutputStream out = socket.getOutputStream();
              out.write(beginning.getBytes(StandardCharsets.US_ASCII));
              out.flush();
              while (!self[0].pause()) {
                out.write(' ');
                out.flush();
              }
            });
    self[0] = server;
    return server;
  }

  /** Answers every connection with this text, whatever it said, and closes it. */
  static BadServer saying(String text) {
    return accepting(
        socket -> {
          InputStream in = socket.getInputStream();
          byte[] first = new byte[1024];
          if (in.read(first) > 0) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          }
          socket.close();
        });
  }

  private static BadServer accepting(Manners manners) {
    BadServer server = new BadServer(50);
    server.inBackground(
        () -> {
          while (true) {
            Socket socket = server.server.accept();
            server.sockets.add(socket);
            server.accepted.incrementAndGet();
            server.inBackground(() -> manners.serve(socket));
          }
        });
    return server;
  }

  /** Something that ends with the connection. */
  @FunctionalInterface
  private interface Serving {
    void run() throws IOException;
  }

  private void inBackground(Serving serving) {
    Thread thread =
        new Thread(
            () -> {
              try {
                serving.run();
              } catch (IOException e) {
                // The other side, or the test, has closed the connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private boolean pause() {
    try {
      return closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** How many connections were made. */
  public int accepted() {
    return accepted.get();
  }

  /** Its address without a scheme. */
  public String address() {
    InetSocketAddress local = (InetSocketAddress) server.getLocalSocketAddress();
    return local.getAddress().getHostAddress() + ":" + local.getPort();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : new ArrayList<>(sockets)) {
      socket.close();
    }
  }
}
