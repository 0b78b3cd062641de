package dev.lethe.web;

import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** What of the server cannot be said in {@code application.yaml}. */
public final class ServerManners
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
  /** A proxy on the machine itself, where nobody else can reach the port. */
  private static final String THIS_MACHINE =
      "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|0:0:0:0:0:0:0:1";

  private final HttpPort port;

  /** For that port. */
  public ServerManners(HttpPort port) {
    this.port = port;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    if (!port.fixed()) {
      server.setProtocol(AnyFreePort.class.getName());
    }
    if (port.behindProxy()) {
      server.addEngineValves(forwarded());
    }
    server.addContextCustomizers(
        context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemValve.class.getName());
          }
        });
    server.addConnectorCustomizers(
        connector -> {
          connector.setXpoweredBy(false);
          connector.setAllowTrace(false);
          if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setMaxHeaderCount(100);
          }
        });
  }

  private RemoteIpValve forwarded() {
    RemoteIpValve valve = new RemoteIpValve();
    valve.setRemoteIpHeader("X-Forwarded-For");
    valve.setProtocolHeader("X-Forwarded-Proto");
    valve.setHostHeader("X-Forwarded-Host");
    valve.setPortHeader("X-Forwarded-Port");
    if (port.isLoopback()) {
      valve.setInternalProxies(THIS_MACHINE);
    }
    return valve;
  }
}
