package io.pop3.server.internal.session;

import io.pop3.protocol.model.ApopTimestamp;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Names sessions, for logs and for APOP. Safe for several threads. */
public final class SessionNames {

  private static final int RANDOM_OCTETS = 16;
  private static final int RADIX = 36;

  private final SecureRandom random;
  private final Clock clock;
  private final String hostName;
  private final String prefix;
  private final AtomicLong number = new AtomicLong();

  /**
   * Names that no other server with this host name gives.
   *
   * @param random makes timestamps unguessable
   * @param clock tells one run of the server from another
   * @param hostName this server's name
   */
  public SessionNames(SecureRandom random, Clock clock, String hostName) {
    this.random = random;
    this.clock = clock;
    this.hostName = hostName;
    this.prefix = Long.toString(clock.millis(), RADIX) + "-";
  }

  /**
   * A name for logs.
   *
   * @return letters, digits and a hyphen
   */
  public String nextId() {
    return prefix + Long.toString(number.incrementAndGet(), RADIX);
  }

  /**
   * A timestamp that no greeting had before (ledger 1939-APOP-2), of letters, digits, dots and
   * hyphens alone: some clients refuse others (A-49).
   *
   * @return the timestamp
   */
  public ApopTimestamp nextTimestamp() {
    byte[] octets = new byte[RANDOM_OCTETS];
    random.nextBytes(octets);
    String unique = HexFormat.of().formatHex(octets);
    return new ApopTimestamp("<" + unique + "." + clock.millis() + "@" + hostName + ">");
  }
}
