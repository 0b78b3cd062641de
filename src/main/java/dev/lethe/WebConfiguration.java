package dev.lethe;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lethe.event.Events;
import dev.lethe.settings.LetheSettings;
import dev.lethe.start.HomeLock;
import dev.lethe.web.ErrorReplies;
import dev.lethe.web.HttpPort;
import dev.lethe.web.ProblemAdvice;
import dev.lethe.web.Replies;
import dev.lethe.web.ServerManners;
import dev.lethe.web.ServiceFile;
import dev.lethe.web.SignInPage;
import dev.lethe.web.UploadFolder;
import dev.lethe.web.WebSecurity;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.MultipartConfigFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.util.unit.DataSize;

/** The HTTP port. It says itself that it is secured: no setting can leave that out. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@EnableWebSecurity
@Import({ProblemAdvice.class, ErrorReplies.class, SignInPage.class})
class WebConfiguration {
  /** Ample for the other parts of an upload: its fields. */
  private static final DataSize BESIDES_THE_FILE = DataSize.ofMegabytes(1);

  @Bean
  Replies replies(ObjectMapper json) {
    return Replies.with(json);
  }

  @Bean
  ServerManners serverManners(HttpPort port) {
    return new ServerManners(port);
  }

  // The home is locked before a password is made in it.
  @Bean
  WebSecurity webSecurity(
      HomeLock lock,
      LetheSettings settings,
      HttpPort port,
      Environment environment,
      Clock clock,
      ObjectProvider<Events> events,
      Replies replies) {
    return new WebSecurity(
        settings, port, environment, clock, event -> events.getObject().accept(event), replies);
  }

  @Bean
  SecurityFilterChain everything(
      HttpSecurity http, WebSecurity security, ObjectProvider<JwtDecoder> tokens) throws Exception {
    return security.chain(http, tokens.getIfAvailable());
  }

  @Bean
  RequestRejectedHandler rejected(WebSecurity security) {
    return security.rejected();
  }

  @Bean
  ServiceFile serviceFile(HomeLock lock, LetheSettings settings, HttpPort port, ObjectMapper json) {
    return new ServiceFile(settings.home(), port, json);
  }

  @Bean
  MultipartConfigElement multipartConfigElement(HomeLock lock, LetheSettings settings)
      throws IOException {
    MultipartConfigFactory uploads = new MultipartConfigFactory();
    uploads.setLocation(UploadFolder.empty(settings.home()).toString());
    DataSize largest = settings.http().maxUpload();
    uploads.setMaxFileSize(largest);
    uploads.setMaxRequestSize(DataSize.ofBytes(largest.toBytes() + BESIDES_THE_FILE.toBytes()));
    return uploads.createMultipartConfig();
  }
}
