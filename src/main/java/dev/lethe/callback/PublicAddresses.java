package dev.lethe.callback;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Which addresses are on the public internet: nobody who hands a file in gets Lethe to call what
 * only this machine or its network can reach. The ranges are those of IANA's registries of
 * special-purpose addresses (RFC 6890 and its successors).
 */
final class PublicAddresses {
  private static final List<Range> NOT_PUBLIC =
      List.of(
          new Range(0x00000000, 8), // this network
          new Range(0x0a000000, 8), // private
          new Range(0x64400000, 10), // carriers' own
          new Range(0x7f000000, 8), // loopback
          new Range(0xa9fe0000, 16), // link-local, and clouds' metadata
          new Range(0xac100000, 12), // private
          new Range(0xc0000000, 24), // protocols
          new Range(0xc0000200, 24), // documents
          new Range(0xc0586300, 24), // relays
          new Range(0xc0a80000, 16), // private
          new Range(0xc6120000, 15), // benchmarks
          new Range(0xc6336400, 24), // documents
          new Range(0xcb007100, 24), // documents
          new Range(0xe0000000, 3)); // multicast, reserved, broadcast

  /** All public ones begin so; local, unique local, multicast and mapped ones do not. */
  private static final Range PUBLIC_V6 = new Range(0x20000000, 3);

  private static final List<Range> NOT_PUBLIC_V6 =
      List.of(
          new Range(0x20010000, 23), // protocols; Teredo among them, which holds a v4 address
          new Range(0x20010db8, 32), // documents
          new Range(0x20020000, 16), // 6to4, which holds a v4 address
          new Range(0x3fff0000, 20)); // documents

  private PublicAddresses() {}

  /**
   * Addresses that begin alike.
   *
   * @param begin their first 32 bits
   * @param bits how many of these count
   */
  private record Range(int begin, int bits) {
    boolean has(int first) {
      return (first ^ begin) >>> (Integer.SIZE - bits) == 0;
    }
  }

  /** Whether an address is one of them. */
  static boolean has(InetAddress address) {
    int first = ByteBuffer.wrap(address.getAddress()).getInt();
    return address instanceof Inet4Address
        ? NOT_PUBLIC.stream().noneMatch(range -> range.has(first))
        : PUBLIC_V6.has(first) && NOT_PUBLIC_V6.stream().noneMatch(range -> range.has(first));
  }
}
