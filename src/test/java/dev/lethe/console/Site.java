package dev.lethe.console;

import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The pages on a free port. */
final class Site implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private Site(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static Site start(Path home) {
    return new Site(
        new SpringApplicationBuilder(ConsoleSite.class)
            .run("--server.port=0", "--lethe.home=" + home));
  }

  String address() {
    return "http://127.0.0.1:"
        + ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  StubOperations operations() {
    return context.getBean(StubOperations.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
