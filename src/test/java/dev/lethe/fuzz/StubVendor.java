package dev.lethe.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP server that sends whatever bytes it is told to, which no library's server would. It reads
 * requests with a length, or in chunks.
 */
final class StubVendor implements AutoCloseable {
  private final ServerSocket server;
  private final Function<Call, Wire> vendor;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A request that came in. */
  record Call(String method, String address, String body) {}

  /**
   * A reply as bytes.
   *
   * @param bytes of the whole reply, head and all
   * @param close whether the connection ends behind it
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are what a reply is; replies are not compared.
  record Wire(byte[] bytes, boolean close) {}

  StubVendor(Function<Call, Wire> vendor) throws IOException {
    this.vendor = vendor;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        threads.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Call call = read(in); call != null; call = read(in)) {
        Wire wire = vendor.apply(call);
        socket.getOutputStream().write(wire.bytes);
        socket.getOutputStream().flush();
        if (wire.close) {
          return;
        }
      }
    } catch (IOException gone) {
      // The caller has had enough of the reply, as it may.
      return;
    }
  }

  private static Call read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return null;
    }
    int length = 0;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      chunked |= header.startsWith("transfer-encoding: chunked");
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    byte[] body = chunked ? chunks(in) : in.readNBytes(length);
    String[] parts = first.split(" ", -1);
    return new Call(parts[0], parts[1], new String(body, UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = Integer.parseInt(line(in), 16); size > 0; ) {
      body.write(in.readNBytes(size));
      line(in);
      size = Integer.parseInt(line(in), 16);
    }
    line(in);
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
    }
    return line.toString(ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
