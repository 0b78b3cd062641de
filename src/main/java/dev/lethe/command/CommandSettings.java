package dev.lethe.command;

import dev.lethe.settings.LetheSettings;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The settings alone, without routes and vendors, for commands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetheSettings.class)
class CommandSettings {

  /**
   * Reads the settings as the service does.
   *
   * @param args the command line, of which words and options of the command itself are left out
   */
  static LetheSettings load(String[] args) {
    try (ConfigurableApplicationContext context = start(CommandSettings.class, of(args))) {
      return context.getBean(LetheSettings.class);
    }
  }

  /** Starts no more of Lethe than a command needs: these beans, with these settings. */
  static ConfigurableApplicationContext start(Class<?> beans, String... settings) {
    return new SpringApplicationBuilder(beans)
        .web(WebApplicationType.NONE)
        .properties("camel.main.run-controller=false")
        .run(settings);
  }

  /** The settings among the words of a command line. */
  static String[] of(String[] args) {
    return Stream.of(args)
        .filter(arg -> arg.startsWith("--lethe.") || arg.startsWith("--spring."))
        .toArray(String[]::new);
  }
}
