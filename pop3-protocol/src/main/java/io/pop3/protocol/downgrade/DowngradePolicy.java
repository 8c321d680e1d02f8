package io.pop3.protocol.downgrade;

import io.pop3.protocol.compliance.Compliance;
import io.pop3.protocol.compliance.Deviation;

/**
 * What a session without UTF-8 mode gets of a message whose header section goes beyond ASCII
 * (decision A-50). Unique-ids and the number of messages are the same under each.
 */
public enum DowngradePolicy {
  /**
   * The stored octets, which RFC 6856 section 2.1 forbids: {@link
   * Deviation#NON_ASCII_HEADER_SECTION}. Signatures stay whole, nobody is surprised, and sizes are
   * the stored ones.
   */
  RAW,
  /** A surrogate made by {@link SurrogateEncoder}, whose size LIST and STAT show, too. */
  SURROGATE,
  /** A negative reply with the code UTF8 to RETR, TOP, and LIST of this message. */
  REJECT;

  /**
   * The policy where nobody chose one.
   *
   * @param compliance what is tolerated
   * @return {@link #RAW} if that is, else {@link #SURROGATE}
   */
  public static DowngradePolicy of(Compliance compliance) {
    return compliance.tolerates(Deviation.NON_ASCII_HEADER_SECTION) ? RAW : SURROGATE;
  }
}
