package dev.lethe.lane;

import dev.lethe.lane.VendorProbe.Step;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Tries whether there is somebody at a vendor's address, by a connection and nothing more. */
public final class AddressProbe {
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private static final String NO_MORE =
      " The vendor cannot be asked anything, so the credentials cannot be tried without deleting"
          + " somebody.";

  /** Connects, and for https shakes hands with the host of that name. */
  Step of(URI baseUrl, Duration patience) {
    boolean secure = "https".equalsIgnoreCase(baseUrl.getScheme());
    int port = baseUrl.getPort() >= 0 ? baseUrl.getPort() : secure ? HTTPS : HTTP;
    int millis = (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(baseUrl.getHost(), port), millis);
      socket.setSoTimeout(millis);
      if (secure) {
        shakeHands(socket, baseUrl.getHost(), port);
      }
      return new Step("address", true, null, "There is a connection to the address." + NO_MORE);
    } catch (SSLException e) {
      return failed(
          "tls-failed", "No secure connection could be made: its certificate is not trusted here.");
    } catch (UnknownHostException e) {
      return failed("connect-failed", "There is no host of that name.");
    } catch (IOException e) {
      return failed("connect-failed", "No connection could be made.");
    }
  }

  private static void shakeHands(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
    }
  }

  private static Step failed(String code, String what) {
    return new Step("address", false, code, what + " Check base-url and the network." + NO_MORE);
  }
}
