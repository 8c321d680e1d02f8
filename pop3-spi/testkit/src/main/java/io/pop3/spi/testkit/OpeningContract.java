package io.pop3.spi.testkit;

import static io.pop3.spi.testkit.Threads.async;
import static io.pop3.spi.testkit.Threads.inAnotherThread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MD-01 to MD-05, MD-26 and MD-30: opening a maildrop and its lock. */
abstract class OpeningContract extends MaildropStoreHarness {

  /** What a careless store would take for bob's name, or for a way to bob's mail. */
  private static final List<String> LOOK_ALIKES_OF_BOB =
      List.of(
          "BOB",
          "Bob",
          "bob ",
          " bob",
          "bob.",
          ".bob",
          "bob/",
          "/bob",
          "./bob",
          "../bob",
          "alice/../bob",
          "bob/.",
          "bob\\",
          "..\\bob",
          "bob%00",
          "%62ob",
          "b%6fb",
          "bob@",
          "@bob",
          "bob*",
          "bo?",
          "*",
          "?",
          "$USER",
          "~bob",
          "b\u043eb",
          "\uff42\uff4f\uff42",
          "bob:",
          "bob;",
          "bob,",
          "bob'",
          "\"bob\"",
          ".",
          "..",
          "/",
          "~");

  private final MaildropOwner alice = owner("alice");
  private final MaildropOwner bob = owner("bob");

  @Test
  @DisplayName("MD-01 an open maildrop is busy for others")
  final void anOpenMaildropIsBusyForOthers() throws Exception {
    deliver(alice, message(1));
    try (Maildrop holder = open(alice)) {
      assertThatThrownBy(() -> open(alice)).isInstanceOf(MaildropException.Busy.class);
      assertThat(holder.messages().count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("MD-01 a maildrop that stays open is busy when the wait for the lock is over")
  final void aMaildropThatStaysOpenIsBusyWhenTheWaitIsOver() throws Exception {
    try (Maildrop holder = open(alice)) {
      OpenContext impatient = new OpenContext("impatient", Duration.ofMillis(1));
      assertThatThrownBy(() -> store().open(alice, impatient))
          .isInstanceOf(MaildropException.Busy.class);
      assertThat(holder.messages().count()).isZero();
    }
  }

  @Test
  @DisplayName("MD-01 the holder is never thrown out by those who try and fail")
  final void theHolderIsNeverThrownOut() throws Exception {
    deliverSeries(alice, 3);
    try (Maildrop holder = open(alice)) {
      for (int attempt = 0; attempt < 10; attempt++) {
        assertThatThrownBy(() -> open(alice)).isInstanceOf(MaildropException.Busy.class);
      }
      assertThat(readAll(holder, 2)).isNotEmpty();
      assertThat(holder.commit(Deletions.of(0)).removed()).isEqualTo(1);
      assertThatThrownBy(() -> open(alice))
          .as("committed, but not closed")
          .isInstanceOf(MaildropException.Busy.class);
    }
    assertThat(look(alice)).hasSize(2);
  }

  @Test
  @DisplayName("MD-01 stores over the same place respect each other's locks, or share no mail")
  final void storesOverTheSamePlaceRespectEachOthersLocks() throws Exception {
    deliver(alice, message(1));
    try (Maildrop holder = open(alice)) {
      MaildropStore other = anotherStore();
      OpenContext context = OpenContext.of("session of another store");
      if (hasBehavior(StoreBehavior.LOCKS_ACROSS_STORES)) {
        assertThatThrownBy(() -> other.open(alice, context))
            .isInstanceOf(MaildropException.Busy.class);
      } else {
        assertThatCode(() -> other.open(alice, context).close())
            .as("LOCKS_ACROSS_STORES is denied")
            .doesNotThrowAnyException();
      }
      assertThat(holder.messages().count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("MD-02 a closed maildrop can be opened again at once, from any thread")
  final void aClosedMaildropCanBeOpenedAgain() throws Exception {
    for (int session = 0; session < 20; session++) {
      open(alice).close();
      inAnotherThread(
          () -> {
            open(alice).close();
            return true;
          });
    }
  }

  @Test
  @DisplayName("MD-02 the lock belongs to the session, not to the thread that opened it")
  final void theLockBelongsToTheSession() throws Exception {
    Maildrop opened = inAnotherThread(() -> open(alice));
    assertThatThrownBy(() -> open(alice)).isInstanceOf(MaildropException.Busy.class);
    opened.close();
    Maildrop next = open(alice);
    inAnotherThread(
        () -> {
          next.close();
          return true;
        });
    open(alice).close();
  }

  @Test
  @DisplayName("MD-02 a session that waits gets the maildrop when it is closed")
  final void aSessionThatWaitsGetsTheMaildropWhenItIsClosed() throws Exception {
    MaildropStore store = store();
    Maildrop holder = open(alice);
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    for (int session = 0; session < 4; session++) {
      waiting.add(
          async(
              () -> {
                openPatiently(store, alice).close();
                return true;
              }));
    }
    holder.close();
    for (CompletableFuture<Boolean> session : waiting) {
      assertThat(session.get()).isTrue();
    }
  }

  @Test
  @DisplayName("MD-03 an open maildrop keeps no other user waiting")
  final void anOpenMaildropKeepsNoOtherUserWaiting() throws Exception {
    MaildropStore store = store();
    Maildrop holder = open(alice);
    CompletableFuture<Boolean> waiting =
        async(
            () -> {
              openPatiently(store, alice).close();
              return true;
            });
    // Often enough that some of it happens while the other session waits.
    for (int session = 0; session < 200; session++) {
      open(bob).close();
    }
    holder.close();
    assertThat(waiting.get()).isTrue();
  }

  @Test
  @DisplayName("MD-04 a user without mail has an empty maildrop, again and again")
  final void aUserWithoutMailHasAnEmptyMaildrop() throws Exception {
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = open(owner("nobody-ever-wrote-to-me"))) {
        assertThat(maildrop.messages().count()).isZero();
        assertThat(maildrop.messages().totalOctets()).isZero();
      }
    }
  }

  @Test
  @DisplayName("MD-04 mail for a maildrop that was empty before arrives")
  final void mailForAMaildropThatWasEmptyArrives() throws Exception {
    open(alice).close();
    deliver(alice, message(1));
    assertThat(look(alice)).hasSize(1);
  }

  @Test
  @DisplayName("MD-05 a name without a place of its own is refused for good")
  final void aNameWithoutAPlaceOfItsOwnIsRefused() throws Exception {
    if (hasBehavior(StoreBehavior.REFUSES_SOME_NAMES)) {
      assertThat(refusedNames()).isNotEmpty();
    } else {
      assertThat(refusedNames()).as("REFUSES_SOME_NAMES is denied").isEmpty();
    }
    for (String name : refusedNames()) {
      assertThatThrownBy(() -> open(owner(name)))
          .as("owner \"%s\"", name)
          .isInstanceOf(MaildropException.Permanent.class);
    }
  }

  @Test
  @DisplayName("MD-05 no name opens another user's mail")
  final void noNameOpensAnotherUsersMail() throws Exception {
    deliver(alice, message(1));
    deliver(bob, message(2));
    deliver(bob, message(3));
    for (String name : LOOK_ALIKES_OF_BOB) {
      assertHasAPlaceOfItsOwnOrIsRefused(name);
    }
    assertHasAPlaceOfItsOwnOrIsRefused("b".repeat(UserName.MAX_OCTETS));
    assertThat(look(bob)).hasSize(2);
  }

  private void assertHasAPlaceOfItsOwnOrIsRefused(String name) throws Exception {
    try (Maildrop maildrop = open(owner(name))) {
      assertThat(maildrop.messages().count()).as("messages of \"%s\"", name).isZero();
      // Its lock is its own, too.
      open(bob).close();
      assertThat(hasBehavior(StoreBehavior.REFUSES_SOME_NAMES) && refusedNames().contains(name))
          .as("\"%s\" was to be refused", name)
          .isFalse();
    } catch (MaildropException.Permanent e) {
      assertThat(hasBehavior(StoreBehavior.REFUSES_SOME_NAMES))
          .as("\"%s\" was refused (%s); REFUSES_SOME_NAMES declared", name, e.getMessage())
          .isTrue();
    }
  }

  @Test
  @DisplayName("MD-05 names that differ slightly have mail of their own")
  final void namesThatDifferSlightlyHaveMailOfTheirOwn() throws Exception {
    List<MaildropOwner> owners = new ArrayList<>();
    for (String name : List.of("dan", "daniel", "dan2", "dan-", "dan_", "d.an", "dan@a", "dan@b")) {
      if (!refusedNames().contains(name)) {
        owners.add(owner(name));
      }
    }
    for (int number = 0; number < owners.size(); number++) {
      deliver(owners.get(number), message(number));
    }
    for (int number = 0; number < owners.size(); number++) {
      try (Maildrop maildrop = open(owners.get(number))) {
        assertThat(maildrop.messages().count()).isEqualTo(1);
        assertThat(comparable(readAll(maildrop, 0))).isEqualTo(comparable(message(number)));
      }
    }
  }

  @Test
  @DisplayName("MD-26 an attempt that fails for the lock leaves nothing locked")
  final void anAttemptThatFailsForTheLockLeavesNothingLocked() throws Exception {
    Maildrop holder = open(alice);
    assertThatThrownBy(() -> open(alice)).isInstanceOf(MaildropException.Busy.class);
    holder.close();
    open(alice).close();
  }

  @Test
  @DisplayName("MD-26 an attempt that fails for the place leaves nothing locked")
  final void anAttemptThatFailsForThePlaceLeavesNothingLocked() throws Exception {
    assume(StoreBehavior.CAN_BE_BROKEN);
    deliver(alice, message(1));
    store();
    try (Breakage breakage = breakMaildrop(alice)) {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> open(alice))
            .as("opened under %s", breakage)
            .isInstanceOfAny(MaildropException.Temporary.class, MaildropException.Permanent.class);
      }
    }
    assertThat(look(alice)).hasSize(1);
  }

  @Test
  @DisplayName("MD-26 a store that denies CAN_BE_BROKEN has no way to break it")
  final void aStoreThatDeniesCanBeBrokenHasNoWayToBreakIt() {
    assumeNot(StoreBehavior.CAN_BE_BROKEN);
    assertThatThrownBy(() -> breakMaildrop(alice).close())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("MD-30 a store can be closed twice and opens nothing afterwards")
  final void aStoreCanBeClosedTwiceAndOpensNothingAfterwards() throws Exception {
    deliver(alice, message(1));
    open(alice).close();
    store().close();
    store().close();
    assertThatThrownBy(() -> open(alice)).isInstanceOf(IllegalStateException.class);
  }
}
