package io.pop3.server.internal.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What counts as one address: an IPv4 address, or an IPv6 /64 prefix, for one customer usually has
 * a whole one.
 *
 * @param octets 4 or 8 of them
 */
public record AddressKey(ByteBuffer octets) {

  private static final int PREFIX_OCTETS = 8;

  /**
   * The key of an address.
   *
   * @param address an address
   * @return its key
   */
  public static AddressKey of(InetAddress address) {
    byte[] octets = address.getAddress();
    return new AddressKey(
        ByteBuffer.wrap(
            address instanceof Inet6Address ? Arrays.copyOf(octets, PREFIX_OCTETS) : octets));
  }
}
