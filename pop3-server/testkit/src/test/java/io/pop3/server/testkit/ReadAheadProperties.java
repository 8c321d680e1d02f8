package io.pop3.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.server.Pop3Server;
import io.pop3.server.options.Defence;
import io.pop3.server.options.Pop3ServerOptions;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend;
import io.pop3.spi.testkit.InMemoryMaildropStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a server reads together, a client gets what it asks for. */
class ReadAheadProperties {

  private static final int MOST = 24;

  /** Sizes around the limits of buffers, and small ones that fit into one together. */
  @Provide
  Arbitrary<List<Integer>> sizes() {
    Arbitrary<Integer> small = Arbitraries.integers().between(2, 4_000);
    Arbitrary<Integer> limits =
        Combinators.combine(
                Arbitraries.of(16_384, 65_536, 131_072, 262_144),
                Arbitraries.integers().between(-3, 3))
            .as(Integer::sum);
    return Arbitraries.frequencyOf(Tuple.of(8, small), Tuple.of(2, limits))
        .list()
        .ofMinSize(1)
        .ofMaxSize(MOST);
  }

  /** A step: which message relative to the last, and what to do with it. */
  record Step(int ahead, String verb) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(8, 1), Tuple.of(1, 2), Tuple.of(1, -1)),
            Arbitraries.frequency(Tuple.of(8, "RETR"), Tuple.of(3, "TOP"), Tuple.of(2, "DELE")))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  /** 1939-RETR-1, 1939-DELE-2, 2449-PIPE-1. */
  @Property(tries = 150)
  void clientGetsWhatItAsksFor(
      @ForAll("sizes") List<Integer> sizes, @ForAll("steps") List<Step> steps) {
    StringBuilder commands = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    Set<Integer> marked = new HashSet<>();
    int number = 0;
    for (Step step : steps) {
      number = Math.floorMod(number + step.ahead() - 1, sizes.size()) + 1;
      String message = message(number, sizes.get(number - 1));
      commands.append(step.verb()).append(' ').append(number);
      commands.append(step.verb().equals("TOP") ? " 999999\r\n" : "\r\n");
      if (marked.contains(number)) {
        expected.append("-ERR\r\n");
      } else if (step.verb().equals("DELE")) {
        marked.add(number);
        expected.append("+OK\r\n");
      } else {
        expected.append("+OK\r\n").append(message).append(".\r\n");
      }
    }
    try (InMemoryMaildropStore mail = new InMemoryMaildropStore();
        InMemoryAuthenticationBackend users =
            InMemoryAuthenticationBackend.builder().user("a", "b").build();
        Pop3Server server =
            Pop3Server.builder()
                .authentication(users)
                .maildrops(mail)
                .options(Pop3ServerOptions.defaults().withDefence(Defence.none()))
                .listen("127.0.0.1", 0)
                .build()
                .start()) {
      for (int each = 1; each <= sizes.size(); each++) {
        mail.deliver("a", message(each, sizes.get(each - 1)));
      }
      try (WireClient client = WireClient.connect(server.boundAddresses().get(0)).login("a", "b")) {
        client.send(commands.toString()).endOutput();
        assertThat(withoutTexts(client.rest())).isEqualTo(expected.toString());
      }
    }
  }

  /** What a server says behind its status indicators is its own business. */
  private static String withoutTexts(String replies) {
    return replies.replaceAll("(?m)^(\\+OK|-ERR)[^\r]*", "$1");
  }

  /** A message of so many octets that no other is like. */
  private static String message(int number, int octets) {
    char filler = (char) ('a' + number % 26);
    return String.valueOf(filler).repeat(octets - 2) + "\r\n";
  }
}
