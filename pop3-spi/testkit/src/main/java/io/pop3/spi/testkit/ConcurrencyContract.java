package io.pop3.spi.testkit;

import static io.pop3.spi.testkit.Threads.async;
import static io.pop3.spi.testkit.Threads.inAnotherThread;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * MD-01, MD-02, MD-03, MD-10, MD-12 and MD-18 under many threads. Threads meet by chance; what the
 * tests assert holds however they meet.
 */
abstract class ConcurrencyContract extends UpdateContract {

  private static final int THREADS = 8;

  private final MaildropOwner alice = owner("alice");

  @Test
  @DisplayName("MD-01 no two sessions ever have the same maildrop")
  final void noTwoSessionsEverHaveTheSameMaildrop() throws Exception {
    MaildropStore store = store();
    List<MaildropOwner> owners = List.of(alice, owner("bob"), owner("carol"));
    List<AtomicInteger> sessions =
        List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    inThreads(
        THREADS,
        thread -> {
          Random random = new Random(thread);
          for (int round = 0; round < 60; round++) {
            int user = random.nextInt(owners.size());
            OpenContext impatient = OpenContext.of("thread " + thread);
            OpenContext context =
                random.nextBoolean() ? impatient : new OpenContext(impatient.session(), LONG);
            try (Maildrop maildrop = store.open(owners.get(user), context)) {
              assertThat(sessions.get(user).incrementAndGet()).as("sessions at once").isEqualTo(1);
              assertThat(maildrop.messages().count()).isZero();
              sessions.get(user).decrementAndGet();
            } catch (MaildropException.Busy e) {
              assertThat(context.lockWait()).as("wait of a busy session").isZero();
            }
          }
        });
    for (MaildropOwner owner : owners) {
      open(owner).close();
    }
  }

  @Test
  @DisplayName("MD-02 every session that waits gets the maildrop in the end")
  final void everySessionThatWaitsGetsTheMaildrop() throws Exception {
    MaildropStore store = store();
    AtomicInteger opened = new AtomicInteger();
    inThreads(
        THREADS,
        thread -> {
          for (int round = 0; round < 15; round++) {
            try (Maildrop maildrop = openPatiently(store, alice)) {
              opened.addAndGet(maildrop.messages().count() + 1);
            }
          }
        });
    assertThat(opened).hasValue(15 * THREADS);
  }

  @Test
  @DisplayName("MD-03 maildrops of different users are open at the same time")
  final void maildropsOfDifferentUsersAreOpenAtTheSameTime() throws Exception {
    MaildropStore store = store();
    CyclicBarrier allOpen = new CyclicBarrier(THREADS);
    inThreads(
        THREADS,
        thread -> {
          try (Maildrop maildrop = store.open(owner("user" + thread), OpenContext.of("s"))) {
            allOpen.await(1, TimeUnit.MINUTES);
            assertThat(maildrop.messages().count()).isZero();
          } finally {
            // Sends away those who would wait for a thread that failed.
            allOpen.reset();
          }
        });
  }

  @Test
  @DisplayName("MD-18 each message is removed once, by whichever session came first")
  final void eachMessageIsRemovedOnce() throws Exception {
    int messages = 40;
    deliverSeries(alice, messages);
    MaildropStore store = store();
    AtomicInteger removed = new AtomicInteger();
    AtomicInteger alreadyGone = new AtomicInteger();
    inThreads(
        THREADS,
        thread -> {
          Random random = new Random(thread);
          for (int left = 1; left > 0; ) {
            try (Maildrop maildrop = openPatiently(store, alice)) {
              left = maildrop.messages().count();
              if (left > 0 && random.nextInt(4) > 0) {
                var result = maildrop.commit(Deletions.of(random.nextInt(left)));
                removed.addAndGet(result.removed());
                alreadyGone.addAndGet(result.alreadyGone());
              }
            }
          }
        });
    assertThat(removed).hasValue(messages);
    assertThat(alreadyGone).hasValue(0);
    assertThat(look(alice)).isEmpty();
  }

  @Test
  @DisplayName("MD-12 mail that arrives while sessions come and go is neither lost nor seen twice")
  final void mailThatArrivesWhileSessionsComeAndGoIsNeitherLostNorSeenTwice() throws Exception {
    assume(StoreBehavior.ACCEPTS_DELIVERY_WHILE_OPEN);
    int messages = 60;
    MaildropStore store = store();
    AtomicBoolean delivered = new AtomicBoolean();
    CompletableFuture<Boolean> delivery =
        async(
            () -> {
              try {
                deliverSeries(alice, messages);
              } finally {
                delivered.set(true);
              }
              return true;
            });
    List<UniqueId> taken = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    for (boolean last = false; !last; ) {
      last = delivered.get();
      try (Maildrop maildrop = openPatiently(store, alice)) {
        int count = maildrop.messages().count();
        taken.addAll(uniqueIds(maildrop.messages()));
        int[] all = new int[count];
        for (int index = 0; index < count; index++) {
          contents.add(comparable(readAll(maildrop, index)));
          all[index] = index;
        }
        assertThat(maildrop.commit(Deletions.of(all)).removed()).isEqualTo(count);
      }
    }
    assertThat(delivery.get()).isTrue();
    assertThat(taken).hasSize(messages).doesNotHaveDuplicates();
    for (int number = 0; number < messages; number++) {
      assertThat(contents.get(number)).isEqualTo(comparable(message(number)));
    }
  }

  @Test
  @DisplayName("MD-02 a session may make each of its calls from another thread")
  final void aSessionMayMakeEachCallFromAnotherThread() throws Exception {
    deliverSeries(alice, 3);
    Maildrop maildrop = inAnotherThread(() -> open(alice));
    assertThat(inAnotherThread(() -> maildrop.messages().count())).isEqualTo(3);
    byte[] read = inAnotherThread(() -> readAll(maildrop, 1));
    assertThat(comparable(read)).isEqualTo(comparable(message(1)));
    assertThat(inAnotherThread(() -> maildrop.commit(Deletions.of(1))).removed()).isEqualTo(1);
    inAnotherThread(
        () -> {
          maildrop.close();
          return true;
        });
    assertThat(look(alice)).hasSize(2);
  }

  private interface Task {
    void run(int thread) throws Exception;
  }

  private static void inThreads(int threads, Task task) throws Exception {
    List<CompletableFuture<Boolean>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int number = thread;
      Callable<Boolean> run =
          () -> {
            task.run(number);
            return true;
          };
      running.add(async(run));
    }
    for (CompletableFuture<Boolean> thread : running) {
      assertThat(thread.get()).isTrue();
    }
  }
}
