package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.server.internal.session.LineBudget.Kind;
import io.pop3.server.internal.session.LineBudget.LeftOut;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

  private final AtomicLong nanoTime = new AtomicLong(-5);
  private final LineBudget budget = new LineBudget(nanoTime::get);

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private int allowed(int lines, String address) {
    int allowed = 0;
    for (int i = 0; i < lines; i++) {
      allowed += budget.allows(Kind.FAILED_LOGIN, address(address)) ? 1 : 0;
    }
    return allowed;
  }

  private void passAMinute() {
    nanoTime.addAndGet(LineBudget.WINDOW.toNanos());
  }

  @Test
  void anAddressHasItsLinesAndOthersHaveTheirs() {
    assertThat(allowed(1000, "192.0.2.1")).isEqualTo(LineBudget.LINES_PER_ADDRESS);
    assertThat(allowed(3, "192.0.2.2")).isEqualTo(3);
  }

  /** One customer has a whole prefix. */
  @Test
  void anIpv6PrefixIsOneAddress() {
    assertThat(allowed(15, "2001:db8::1")).isEqualTo(15);
    assertThat(allowed(15, "2001:db8::2")).isEqualTo(LineBudget.LINES_PER_ADDRESS - 15);
    assertThat(allowed(15, "2001:db8:0:1::1")).isEqualTo(15);
  }

  @Test
  void allAddressesTogetherHaveSoManyLines() {
    int allowed = 0;
    for (int i = 0; i < 20_000; i++) {
      allowed += allowed(1, "10.1." + i / 250 + "." + i % 250);
    }
    assertThat(allowed).isEqualTo(LineBudget.LINES);
  }

  @Test
  void whatWasLeftOutIsToldOnceTheMinuteIsOver() {
    allowed(25, "192.0.2.1");
    allowed(120, "192.0.2.2");
    budget.allows(Kind.TURNED_AWAY, address("192.0.2.2"));
    budget.allows(Kind.SESSION_WITHOUT_LOGIN, address("192.0.2.3"));
    assertThat(budget.renew()).isEmpty();
    passAMinute();

    assertThat(budget.renew())
        .contains(
            new LeftOut(
                Map.of(Kind.FAILED_LOGIN, 105L, Kind.TURNED_AWAY, 1L),
                2,
                address("192.0.2.2"),
                101));
    assertThat(budget.renew()).isEmpty();
    assertThat(allowed(1, "192.0.2.2")).isEqualTo(1);
  }

  @Test
  void aQuietMinuteHasNothingToTell() {
    allowed(5, "192.0.2.1");
    passAMinute();
    assertThat(budget.renew()).isEmpty();
  }
}
