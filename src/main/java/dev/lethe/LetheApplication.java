package dev.lethe;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Lethe. */
@SpringBootApplication
public class LetheApplication {

  private LetheApplication() {}

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(LetheApplication.class, args);
  }
}
