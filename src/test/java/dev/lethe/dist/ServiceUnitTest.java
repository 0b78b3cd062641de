package dev.lethe.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the unit promises: nothing to gain for whoever breaks in, and time to stop in order. */
class ServiceUnitTest {
  private static final Path UNIT = Path.of("src/dist/lib/systemd/lethe.service");

  @Test
  void the_service_may_write_its_own_folder_and_no_more() throws IOException {
    Map<String, String> service = section("[Service]");

    assertThat(service)
        .containsEntry("DynamicUser", "yes")
        .containsEntry("ProtectSystem", "strict")
        .containsEntry("NoNewPrivileges", "yes")
        .containsEntry("StateDirectory", "lethe")
        .containsEntry("CapabilityBoundingSet", "")
        .containsEntry("Environment", "LETHE_HOME=/var/lib/lethe")
        .containsEntry("ExecStart", "/opt/lethe/bin/lethe");
  }

  @Test
  void a_stop_is_in_order_and_counts_as_success() throws IOException {
    Map<String, String> service = section("[Service]");

    assertThat(service).containsEntry("SuccessExitStatus", "143");
    assertThat(Integer.parseInt(service.getOrDefault("TimeoutStopSec", "0"))).isGreaterThan(15);
    assertThat(section("[Install]")).containsEntry("WantedBy", "multi-user.target");
  }

  private static Map<String, String> section(String name) throws IOException {
    Map<String, String> found = new TreeMap<>();
    String section = "";
    for (String line : Files.readAllLines(UNIT)) {
      if (line.startsWith("[")) {
        section = line;
      } else if (section.equals(name) && line.contains("=") && !line.startsWith("#")) {
        found.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    return found;
  }
}
