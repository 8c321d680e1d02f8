package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of a maildrop store as a JUnit 5 suite. The author of a store extends it and
 * implements its hooks; every test is named by the id of the sentence that it tests.
 *
 * <pre>{@code
 * class MyStoreTest extends MaildropStoreContract {
 *   @TempDir Path directory;
 *
 *   @Override
 *   protected MaildropStore createStore() {
 *     return new MyStore(directory);
 *   }
 *   …
 * }
 * }</pre>
 *
 * <p>A store that lacks one of the behaviours of {@link StoreBehavior} says so by overriding {@link
 * #hasBehavior}. A test that takes two minutes is taken for hung and fails.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class MaildropStoreContract extends ConcurrencyContract {

  private static final String ALPHABET = "..\r\r\n\n\n\r\nab :\0\u00ff";

  /** For the suite's author. */
  protected MaildropStoreContract() {}

  @RepeatedTest(25)
  @DisplayName(
      "MD-01 MD-07 MD-09 MD-10 MD-11 MD-12 MD-13 MD-15 MD-18 MD-21 MD-24 a store behaves as the simplest model of it, whatever the sequence")
  final void aStoreBehavesAsTheSimplestModelOfIt(RepetitionInfo repetition) throws Exception {
    int seed = repetition.getCurrentRepetition();
    RandomSequence sequence = new RandomSequence(new Random(seed));
    try {
      // The first repetitions are short, so that the first failure is easy to read.
      sequence.run(4 * seed);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + String.join(", ", sequence.trace), e);
    }
  }

  private final class RandomSequence {

    private final List<String> trace = new ArrayList<>();
    private final List<MaildropOwner> owners = List.of(owner("alice"), owner("bob"));
    private final List<MaildropModel> models = List.of(new MaildropModel(), new MaildropModel());
    private final List<Optional<Maildrop>> sessions =
        new ArrayList<>(List.of(Optional.empty(), Optional.empty()));
    private final Random random;

    RandomSequence(Random random) {
      this.random = random;
    }

    void run(int steps) throws Exception {
      for (int step = 0; step < steps; step++) {
        step(random.nextInt(owners.size()), random.nextInt(12));
      }
      for (int user = 0; user < owners.size(); user++) {
        if (models.get(user).isOpen()) {
          close(user);
        }
        open(user);
        close(user);
      }
    }

    private void step(int user, int choice) throws Exception {
      MaildropModel model = models.get(user);
      if (choice < 4) {
        if (!model.isOpen() || hasBehavior(StoreBehavior.ACCEPTS_DELIVERY_WHILE_OPEN)) {
          deliverAny(user);
        }
      } else if (!model.isOpen()) {
        if (choice == 4 && mayRestart()) {
          trace.add("restart");
          restart();
        } else {
          open(user);
        }
      } else if (choice == 4) {
        trace.add("open again " + user);
        assertThatThrownBy(() -> MaildropStoreContract.this.open(owners.get(user)))
            .isInstanceOf(MaildropException.Busy.class);
      } else if (choice == 5) {
        removeAny(user);
      } else if (choice < 8 && !model.listed().isEmpty()) {
        readAny(user);
      } else if (choice < 10 && !model.isCommitted()) {
        commitAny(user);
      } else {
        close(user);
      }
    }

    private boolean mayRestart() {
      return hasBehavior(StoreBehavior.SURVIVES_RESTART)
          && models.stream().noneMatch(MaildropModel::isOpen);
    }

    private void deliverAny(int user) throws Exception {
      byte[] octets = anyMessage();
      trace.add("deliver " + octets.length + " octets to " + user);
      deliver(owners.get(user), octets);
      models.get(user).deliver(octets);
    }

    private byte[] anyMessage() {
      if (random.nextInt(4) == 0) {
        HostileMessage[] all = HostileMessage.values();
        return all[random.nextInt(all.length)].octets();
      }
      byte[] octets = new byte[random.nextInt(40)];
      for (int i = 0; i < octets.length; i++) {
        octets[i] = (byte) ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      }
      return octets;
    }

    private void open(int user) throws Exception {
      trace.add("open " + user);
      Maildrop maildrop = MaildropStoreContract.this.open(owners.get(user));
      sessions.set(user, Optional.of(maildrop));
      MaildropModel model = models.get(user);
      model.open();
      assertThat(maildrop.messages().count()).isEqualTo(model.listed().size());
      List<UniqueId> seen = uniqueIds(maildrop.messages());
      model.checkUniqueIds(seen);
      for (int index = 0; index < seen.size(); index++) {
        assertThat(maildrop.messages().octets(index))
            .as("octets at %s", index)
            .isEqualTo(measure(model.listed().get(index).octets()).wireOctets());
      }
    }

    private void readAny(int user) throws Exception {
      MaildropModel model = models.get(user);
      int index = random.nextInt(model.listed().size());
      trace.add("read " + index + " of " + user);
      MaildropModel.Entry entry = model.listed().get(index);
      if (model.isStored(entry)) {
        assertThat(comparable(readAll(session(user), index))).isEqualTo(comparable(entry.octets()));
      } else if (!model.isCommitted()) {
        assertThatThrownBy(() -> session(user).read(index).close())
            .isInstanceOf(MaildropException.Temporary.class);
      }
    }

    private void removeAny(int user) throws Exception {
      MaildropModel model = models.get(user);
      Optional<MaildropModel.Entry> entry = model.unmistakable();
      if (entry.isPresent() && hasBehavior(StoreBehavior.ALLOWS_REMOVAL_BEHIND_THE_STORE)) {
        trace.add("remove a message of " + user + " behind the store");
        removeBehindTheStore(owners.get(user), entry.get().octets());
        model.remove(entry.get());
      }
    }

    private void commitAny(int user) throws Exception {
      MaildropModel model = models.get(user);
      BitSet marked = new BitSet();
      for (int index = 0; index < model.listed().size(); index++) {
        marked.set(index, random.nextInt(3) == 0);
      }
      trace.add("commit " + marked + " of " + user);
      CommitResult result = session(user).commit(Deletions.of(marked));
      int removed = model.commit(marked);
      assertThat(result).isEqualTo(new CommitResult(removed, marked.cardinality() - removed));
    }

    private void close(int user) {
      trace.add("close " + user);
      session(user).close();
      sessions.set(user, Optional.empty());
      models.get(user).close();
    }

    private Maildrop session(int user) {
      return sessions.get(user).orElseThrow();
    }
  }
}
