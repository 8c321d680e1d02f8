package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MD-18 to MD-25 and MD-33: removing messages, and the end of a session. */
abstract class UpdateContract extends ReadingContract {

  private final MaildropOwner alice = owner("alice");

  @Test
  @DisplayName("MD-18 exactly the marked messages are gone")
  final void exactlyTheMarkedMessagesAreGone() throws Exception {
    for (int marks = 0; marks < 16; marks++) {
      MaildropOwner owner = owner("user" + marks);
      deliverSeries(owner, 4);
      List<SeenMessage> expected = new ArrayList<>();
      BitSet marked = BitSet.valueOf(new long[] {marks});
      List<SeenMessage> before = look(owner);
      for (int index = 0; index < 4; index++) {
        if (!marked.get(index)) {
          expected.add(before.get(index));
        }
      }
      try (Maildrop maildrop = open(owner)) {
        CommitResult result = maildrop.commit(Deletions.of(marked));
        assertThat(result).isEqualTo(new CommitResult(marked.cardinality(), 0));
      }
      assertThat(look(owner)).as("after removing %s", marked).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("MD-18 of twins the marked one goes and the other stays")
  final void ofTwinsTheMarkedOneGoes() throws Exception {
    deliver(alice, message(1));
    deliver(alice, message(1));
    deliver(alice, message(1));
    List<SeenMessage> before = look(alice);
    commit(alice, 1);
    assertThat(look(alice)).containsExactly(before.get(0), before.get(2));
  }

  @Test
  @DisplayName("MD-18 what was removed stays removed over a restart")
  final void whatWasRemovedStaysRemovedOverARestart() throws Exception {
    assume(StoreBehavior.SURVIVES_RESTART);
    deliverSeries(alice, 3);
    List<SeenMessage> before = look(alice);
    commit(alice, 0, 2);
    restart();
    assertThat(look(alice)).containsExactly(before.get(1));
  }

  @Test
  @DisplayName("MD-18 messages can be removed after they were read")
  final void messagesCanBeRemovedAfterTheyWereRead() throws Exception {
    deliverSeries(alice, 3);
    try (Maildrop maildrop = open(alice)) {
      readAll(maildrop, 0);
      readAll(maildrop, 1);
      maildrop.read(2).close();
      assertThat(maildrop.commit(Deletions.of(0, 1, 2)).removed()).isEqualTo(3);
    }
    assertThat(look(alice)).isEmpty();
  }

  @Test
  @DisplayName("MD-19 a commit that fails touches no message without a mark")
  final void aCommitThatFailsTouchesNoMessageWithoutAMark() throws Exception {
    assume(StoreBehavior.CAN_BE_BROKEN);
    deliverSeries(alice, 5);
    List<SeenMessage> before = look(alice);
    try (Maildrop maildrop = open(alice)) {
      try (Breakage breakage = breakMaildrop(alice)) {
        assertThatThrownBy(() -> maildrop.commit(Deletions.of(1, 3)))
            .as("committed under %s", breakage)
            .isInstanceOfAny(MaildropException.Temporary.class, MaildropException.Permanent.class);
      }
    }
    assertThat(look(alice)).contains(before.get(0), before.get(2), before.get(4));
  }

  @Test
  @DisplayName("MD-19 the lock is released by close after a commit that failed")
  final void theLockIsReleasedAfterACommitThatFailed() throws Exception {
    assume(StoreBehavior.CAN_BE_BROKEN);
    deliverSeries(alice, 2);
    Maildrop maildrop = open(alice);
    try (Breakage breakage = breakMaildrop(alice)) {
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(0)))
          .as("committed under %s", breakage)
          .isInstanceOf(MaildropException.class);
      maildrop.close();
    }
    assertThat(commit(alice, 1).removed()).isEqualTo(1);
  }

  @Test
  @DisplayName("MD-20 a second commit is refused and removes nothing")
  final void aSecondCommitIsRefused() throws Exception {
    deliverSeries(alice, 3);
    try (Maildrop maildrop = open(alice)) {
      maildrop.commit(Deletions.of(0));
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> maildrop.commit(Deletions.none()))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(look(alice)).hasSize(2);
  }

  @Test
  @DisplayName("MD-21 a marked message that is gone already counts as removed")
  final void aMarkedMessageThatIsGoneAlreadyCountsAsRemoved() throws Exception {
    assume(StoreBehavior.ALLOWS_REMOVAL_BEHIND_THE_STORE);
    deliverSeries(alice, 4);
    List<SeenMessage> before = look(alice);
    try (Maildrop maildrop = open(alice)) {
      removeBehindTheStore(alice, message(1));
      assertThat(maildrop.commit(Deletions.of(1, 2))).isEqualTo(new CommitResult(1, 1));
    }
    assertThat(look(alice)).containsExactly(before.get(0), before.get(3));
  }

  @Test
  @DisplayName("MD-22 without marks nothing changes")
  final void withoutMarksNothingChanges() throws Exception {
    deliverSeries(alice, 3);
    List<SeenMessage> before = look(alice);
    try (Maildrop maildrop = open(alice)) {
      assertThat(maildrop.commit(Deletions.none())).isEqualTo(new CommitResult(0, 0));
    }
    assertThat(look(alice)).isEqualTo(before);
  }

  @Test
  @DisplayName("MD-23 a mark outside the listing is out of bounds, and nothing is removed")
  final void aMarkOutsideTheListingIsOutOfBounds() throws Exception {
    deliverSeries(alice, 3);
    List<SeenMessage> before = look(alice);
    try (Maildrop maildrop = open(alice)) {
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(0, 3)))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(look(alice)).isEqualTo(before);
  }

  @Test
  @DisplayName("MD-24 a session that ends without a commit removes nothing")
  final void aSessionThatEndsWithoutACommitRemovesNothing() throws Exception {
    deliverSeries(alice, 3);
    List<SeenMessage> before = look(alice);
    try (Maildrop maildrop = open(alice)) {
      readAll(maildrop, 0);
    }
    assertThat(look(alice)).isEqualTo(before);
  }

  @Test
  @DisplayName("MD-25 a maildrop can be closed twice, and the second time releases nobody's lock")
  final void aMaildropCanBeClosedTwice() throws Exception {
    Maildrop first = open(alice);
    first.close();
    first.close();
    try (Maildrop second = open(alice)) {
      first.close();
      assertThatThrownBy(() -> open(alice)).isInstanceOf(MaildropException.Busy.class);
      assertThat(second.messages().count()).isZero();
    }
  }

  @Test
  @DisplayName("MD-25 a closed maildrop answers no call and removes nothing")
  final void aClosedMaildropAnswersNoCall() throws Exception {
    deliverSeries(alice, 2);
    Maildrop maildrop = open(alice);
    maildrop.close();
    assertThatThrownBy(maildrop::messages).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> maildrop.read(0).close()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> maildrop.commit(Deletions.of(0)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(look(alice)).hasSize(2);
  }

  @Test
  @DisplayName("MD-33 how long mail may stay never changes, and no maildrop has a shorter time")
  final void howLongMailMayStayNeverChanges() throws Exception {
    Expiry announced = store().expiry();
    for (String name : List.of("alice", "bob")) {
      try (Maildrop maildrop = open(owner(name))) {
        Expiry exact = maildrop.expiry();
        assertThat(days(exact)).as("days of %s", name).isGreaterThanOrEqualTo(days(announced));
        if (!announced.differsByUser()) {
          assertThat(exact).isEqualTo(announced);
        }
      }
      assertThat(store().expiry()).isEqualTo(announced);
    }
  }

  private static int days(Expiry expiry) {
    return expiry.days().orElse(Integer.MAX_VALUE);
  }
}
