package io.pop3.server.internal.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.server.internal.network.AddressKey;
import io.pop3.server.options.Defence;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** */
class PenaltiesTest {

  private long now;
  private final Penalties penalties = new Penalties(Defence.defaults(), () -> now);

  private static AddressKey address(String literal) {
    try {
      return AddressKey.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  private void fail(String literal, String user, int times) {
    for (int i = 0; i < times; i++) {
      penalties.failed(address(literal), user, 0);
    }
  }

  @Test
  void delayDoublesUpToTheGreatest() {
    long[] seconds = new long[6];
    for (int i = 0; i < seconds.length; i++) {
      fail("192.0.2.1", "a", 1);
      seconds[i] = penalties.of("a").toSeconds();
    }
    assertThat(seconds).containsExactly(1, 2, 4, 8, 15, 15);
    assertThat(penalties.of(address("192.0.2.1"))).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void countOfFailuresDoesNotOverflow() {
    fail("192.0.2.1", "a", 100);
    assertThat(penalties.of("a")).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void othersAreNotPunished() {
    fail("192.0.2.1", "a", 5);
    assertThat(penalties.of("b")).isZero();
    assertThat(penalties.of(address("192.0.2.2"))).isZero();
  }

  /** A customer has a whole /64, and hops about in it. */
  @Test
  void prefixOfIpv6CountsAsOneAddress() {
    fail("2001:db8:1:2::1", "a", 3);
    assertThat(penalties.of(address("2001:db8:1:2:ffff::9"))).isEqualTo(Duration.ofSeconds(4));
    assertThat(penalties.of(address("2001:db8:1:3::1"))).isZero();
  }

  @Test
  void sameWrongPasswordCountsOnce() {
    for (int i = 0; i < 10; i++) {
      penalties.failed(address("192.0.2.1"), "a", 42);
    }
    assertThat(penalties.of("a")).isEqualTo(Duration.ofSeconds(1));
    penalties.failed(address("192.0.2.1"), "a", 43);
    assertThat(penalties.of("a")).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void failuresAreForgottenAfterAWhileWithoutOthers() {
    fail("192.0.2.1", "a", 4);
    pass(Duration.ofMinutes(9));
    assertThat(penalties.of("a")).isEqualTo(Duration.ofSeconds(8));
    pass(Duration.ofMinutes(1));
    assertThat(penalties.of("a")).isZero();
    fail("192.0.2.1", "a", 1);
    assertThat(penalties.of("a")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noDelaysIsNoDelays() {
    Penalties none = new Penalties(Defence.none(), () -> now);
    none.failed(address("192.0.2.1"), "a", 0);
    assertThat(none.of("a")).isZero();
    assertThat(none.of(address("192.0.2.1"))).isZero();
  }

  /** Memory stays flat whatever names are tried. */
  @Test
  void memoryIsBounded() {
    fail("192.0.2.1", "first", 1);
    for (int i = 0; i < 30_000; i++) {
      penalties.failed(address("192.0.2.1"), "user" + i, i);
    }
    assertThat(penalties.of("first")).isZero();
    assertThat(penalties.of("user29999")).isEqualTo(Duration.ofSeconds(1));
  }
}
