package dev.lethe.console;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** What the pages need of the server: the language, and the files below {@code /assets}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
public class ConsoleWeb implements WebMvcConfigurer {
  /** A page names each file with Lethe's version, so a new one is fetched at once. */
  private static final Duration KEPT = Duration.ofDays(1);

  private static final String HTMX = "META-INF/resources/webjars/htmx.org/%s/dist/";
  private static final String HTMX_VERSION =
      "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

  @Bean
  LocaleResolver localeResolver() {
    return new Language();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    LocaleChangeInterceptor language = new LocaleChangeInterceptor();
    language.setParamName("language");
    language.setHttpMethods("GET");
    language.setIgnoreInvalidLocale(true);
    registry.addInterceptor(language).addPathPatterns("/", "/console/**", "/login");
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/htmx*.js")
        .addResourceLocations("classpath:" + HTMX.formatted(htmxVersion()))
        .setCacheControl(CacheControl.maxAge(KEPT).cachePrivate());
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations("classpath:/static/assets/")
        .setCacheControl(CacheControl.maxAge(KEPT).cachePrivate());
  }

  /** The library's folder has its version in its name. */
  private static String htmxVersion() {
    try (InputStream in = new ClassPathResource(HTMX_VERSION).getInputStream()) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("The console's script is not in this build", e);
    }
  }
}
