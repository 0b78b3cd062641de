package dev.lethe.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.file.WholeFile;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/**
 * {@code service.json} below the home: {@code {"url": "http://127.0.0.1:8080", "pid": 4711}}, so
 * that commands on the machine find the service. It is there while the port is open; after a crash
 * it stays, with the number of a process that is no more.
 */
public final class ServiceFile
    implements ApplicationListener<ServletWebServerInitializedEvent>, DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceFile.class);
  private static final String NAME = "service.json";

  private final Path home;
  private final HttpPort port;
  private final ObjectMapper json;
  private boolean written;

  /** In that home, which is locked: no other service writes it. */
  public ServiceFile(Path home, HttpPort port, ObjectMapper json) {
    this.home = home;
    this.port = port;
    this.json = json;
  }

  @Override
  public void onApplicationEvent(ServletWebServerInitializedEvent open) {
    String url = url(open.getWebServer().getPort());
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("url", url);
    content.put("pid", ProcessHandle.current().pid());
    try {
      String text = json.writeValueAsString(content);
      WholeFile.write(file(), writer -> writer.write(text));
      written = true;
    } catch (IOException e) {
      LOG.warn(
          "{} cannot be written ({}); commands do not find this service by themselves",
          file(),
          e.getClass().getSimpleName());
    }
    LOG.info(
        "console and API at {} (user {}, password in {})",
        url,
        AdminPassword.USER,
        AdminPassword.file(home));
    if (!port.isLoopback() && !port.tls() && !port.behindProxy()) {
      LOG.warn(
          "the port can be reached by others without TLS: tokens cross the network in the clear");
    }
  }

  @Override
  public void destroy() throws IOException {
    if (written) {
      Files.deleteIfExists(file());
    }
  }

  private Path file() {
    return home.resolve(NAME);
  }

  private String url(int number) {
    return (port.tls() ? "https://" : "http://") + host(port.address()) + ":" + number;
  }

  private static String host(@Nullable InetAddress address) {
    if (address == null || address.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    String text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }
}
