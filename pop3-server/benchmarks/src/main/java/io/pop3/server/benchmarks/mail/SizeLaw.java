package io.pop3.server.benchmarks.mail;

import java.util.Random;

/** How big messages are, in octets as stored. */
@FunctionalInterface
public interface SizeLaw {

  /**
   * A size.
   *
   * @param random the only source of chance
   * @return octets as stored, with LF line ends
   */
  long next(Random random);

  /**
   * All alike.
   *
   * @param octets the size
   * @return the law
   */
  static SizeLaw fixed(long octets) {
    return random -> octets;
  }

  /**
   * What mailboxes look like: log-normal with a median of 12 KB and a mean of about 74 KB, cut off
   * at 700 octets and 25 MB.
   *
   * @return the law
   */
  static SizeLaw mixed() {
    return random -> {
      double octets = Math.exp(Math.log(12_000) + 1.92 * random.nextGaussian());
      return (long) Math.min(Math.max(octets, 700), 25_000_000);
    };
  }
}
