package io.pop3.client.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.client.Pop3Exception;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The law of the retrieval: through any history of sessions, deliveries, crashes, lost connections,
 * lying servers and damaged ledgers, every message ends up here exactly once, and none leaves the
 * server before it is here.
 */
class RetrievalProperties {

  private static final String[] UNIQUE_IDS = {"a", "b", "c", "with space", "caf\u00e9"};

  private static final List<ModelServer.Quit> QUITS = List.of(ModelServer.Quit.values());

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyMessageArrivesExactlyOnce(@ForAll Random random) throws IOException {
    Path directory = Files.createTempDirectory("retrieval");
    try (ModelServer server = new ModelServer()) {
      History history = new History(new Fixture(directory), server, random);
      for (int i = 0; i < 12; i++) {
        history.step();
      }
      history.finish();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What happens to one maildrop and one maildir. */
  private static final class History {

    private final Fixture here;
    private final ModelServer server;
    private final Random random;
    private final List<Message> sent = new ArrayList<>();

    History(Fixture here, ModelServer server, Random random) {
      this.here = here;
      this.server = server;
      this.random = random;
    }

    void step() throws IOException {
      switch (random.nextInt(9)) {
        case 0, 1 -> arrive();
        case 2 -> damageLedger();
        case 3 -> {
          if (Files.exists(here.maildir().resolve("new"))) {
            here.read();
          }
        }
        case 4 -> disappear();
        case 5 -> here.pass(Duration.ofDays(random.nextInt(3)));
        default -> session();
      }
      check();
    }

    /**
     * Every message has a size of its own: unique-id and size together are what a server is trusted
     * for.
     */
    private void arrive() {
      for (int i = random.nextInt(4); i >= 0; i--) {
        String uniqueId = UNIQUE_IDS[random.nextInt(UNIQUE_IDS.length)];
        Message message =
            Message.of(
                random.nextBoolean() ? uniqueId : "u" + sent.size(),
                "Subject: " + sent.size() + "\r\n\r\n" + ".".repeat(sent.size()) + "\r\n");
        sent.add(message);
        server.maildrop().add(message);
      }
    }

    /**
     * Another program deletes a message; one that is here, or it would be lost by its own fault.
     */
    private void disappear() throws IOException {
      if (Files.exists(here.maildir().resolve("new"))) {
        List<String> delivered = here.delivered();
        server.maildrop().stream()
            .filter(message -> delivered.contains(Fixture.stored(message)))
            .findFirst()
            .ifPresent(server.maildrop()::remove);
      }
    }

    private void damageLedger() throws IOException {
      if (!Files.exists(here.maildir())) {
        return;
      }
      Path ledger;
      try (Ledger opened = here.ledger()) {
        ledger = opened.file();
      }
      byte[] octets = Files.readAllBytes(ledger);
      if (octets.length > 0 && random.nextBoolean()) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 + random.nextInt(255));
        Files.write(ledger, octets);
      } else {
        Files.write(ledger, Arrays.copyOf(octets, random.nextInt(octets.length + 1)));
      }
    }

    private void session() throws IOException {
      Retention retention =
          switch (random.nextInt(3)) {
            case 0 -> Retention.keepForEver();
            case 1 -> Retention.keepForDays(1 + random.nextInt(3));
            default -> Retention.deleteAtOnce();
          };
      server.onQuit(QUITS.get(random.nextInt(QUITS.size())));
      boolean cut = random.nextInt(3) == 0;
      if (cut) {
        server.cutAfter(random.nextInt(800), () -> {});
      }
      try (MailSink sink = new DyingSink(MaildirSink.open(here.maildir(), here.clock()), random)) {
        here.fetch(server, retention, sink);
      } catch (Pop3Exception | DeathException expected) {
        assertThat(cut || expected instanceof DeathException).isTrue();
      } finally {
        server.cutNoMore();
      }
    }

    /** Nothing is lost and nothing is there twice, at any time. */
    private void check() throws IOException {
      if (!Files.exists(here.maildir().resolve("new"))) {
        return;
      }
      List<String> delivered = here.delivered();
      assertThat(delivered).doesNotHaveDuplicates();
      Set<String> somewhere = new HashSet<>(delivered);
      server.maildrop().forEach(message -> somewhere.add(Fixture.stored(message)));
      assertThat(somewhere).hasSameElementsAs(sent.stream().map(Fixture::stored).toList());
    }

    /** Peace at last. */
    void finish() throws IOException {
      server.onQuit(ModelServer.Quit.COMMIT);
      here.fetch(server, Retention.deleteAtOnce());
      assertThat(server.maildrop()).isEmpty();
      assertThat(here.delivered())
          .containsExactlyInAnyOrderElementsOf(sent.stream().map(Fixture::stored).toList());
    }
  }

  /** The end of the program, as far as a test can have it without ending. */
  private static final class DeathException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Dies now and then: before, within, and right after what makes a message durable. */
  private record DyingSink(MailSink target, Random random) implements MailSink {

    private void perhapsDie() throws DeathException {
      if (random.nextInt(20) == 0) {
        throw new DeathException();
      }
    }

    @Override
    public Delivery begin() throws IOException {
      perhapsDie();
      Delivery delivery = target.begin();
      return new Delivery() {
        @Override
        public OutputStream content() {
          return delivery.content();
        }

        @Override
        public Outcome commit(DeliveryId id) throws IOException {
          perhapsDie();
          Outcome outcome = delivery.commit(id);
          perhapsDie();
          return outcome;
        }

        @Override
        public void close() throws IOException {
          delivery.close();
        }
      };
    }

    @Override
    public void sync() throws IOException {
      perhapsDie();
      target.sync();
      perhapsDie();
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
