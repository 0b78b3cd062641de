package dev.lethe.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.settings.LetheSettings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallbackPolicyTest {
  private static final String PUBLIC = "93.184.216.34";

  @Test
  void nothing_is_allowed_by_itself() {
    assertThat(policy(List.of(), false, PUBLIC).refusal(URI.create("https://example.com/x")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://hooks.example.com/x", "https://A.B.example.org", "https://example.com."})
  void listed_hosts_are_allowed(String url) {
    assertThat(policy(false, PUBLIC).refusal(URI.create(url))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "https://example.org",
        "https://badexample.org",
        "https://example.com.evil.net",
        "https://example.com@evil.net",
        "https://user:secret@example.com",
        "https:///x",
        "ftp://example.com",
        "file:///etc/passwd",
        "https://93.184.216.34",
        "mailto:a@example.com"
      })
  void others_are_not(String url) {
    assertThat(policy(false, PUBLIC).refusal(URI.create(url))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.255",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fc00::1",
        "fd12::1",
        "fe80::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "2001:0:1::1",
        "2001:db8::1"
      })
  void addresses_that_are_not_public_are_refused(String address) throws UnknownHostException {
    assertThat(policy(false, address).refusal(URI.create("https://example.com"))).isPresent();
    assertThatThrownBy(() -> policy(false, address).addresses("example.com"))
        .isInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> policy(false, PUBLIC, address).addresses("example.com"))
        .isInstanceOf(UnknownHostException.class);
    assertThat(policy(true, address).addresses("example.com")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2a00:1450::1"})
  void public_ones_are_not(String address) {
    assertThat(policy(false, address).refusal(URI.create("https://example.com"))).isEmpty();
  }

  @Test
  void private_ones_and_http_can_be_allowed() {
    assertThat(policy(true, "127.0.0.1").refusal(URI.create("http://example.com:81/x"))).isEmpty();
  }

  private static CallbackPolicy policy(boolean allowPrivate, String... addresses) {
    return policy(
        List.of("example.com", "*.example.com", "*.EXAMPLE.org"), allowPrivate, addresses);
  }

  private static CallbackPolicy policy(
      List<String> hosts, boolean allowPrivate, String... addresses) {
    return new CallbackPolicy(
        new LetheSettings.Callback(hosts, allowPrivate),
        host -> {
          InetAddress[] found = new InetAddress[addresses.length];
          for (int i = 0; i < addresses.length; i++) {
            found[i] = InetAddress.getByName(addresses[i]);
          }
          return found;
        });
  }
}
