package dev.lethe.web;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.NetworkChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP on the port that is usual, or on any free one if somebody has that: Lethe's main job is
 * files, and it must not die of a port that nobody asked for. The server makes it by its class's
 * name.
 */
public final class AnyFreePort extends Http11NioProtocol {

  /** Made by the server. */
  public AnyFreePort() {
    super(new Endpoint());
  }

  private static final class Endpoint extends NioEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AnyFreePort.class);

    @Override
    protected void initServerSocket() throws Exception {
      try {
        super.initServerSocket();
      } catch (BindException e) {
        close(getServerSocket());
        LOG.warn(
            "port {} is taken by another program, so any free one is used; set server.port to choose"
                + " one",
            getPort());
        setPort(0);
        super.initServerSocket();
      }
    }

    private static void close(NetworkChannel channel) throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }
}
