package io.pop3.spi.testkit;

import static io.pop3.spi.testkit.Threads.async;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MD-06 to MD-12, MD-31 and MD-32: what a listing says. */
abstract class ListingContract extends OpeningContract {

  private final MaildropOwner alice = owner("alice");

  @Test
  @DisplayName("MD-06 a listing never changes, whatever becomes of the maildrop")
  final void aListingNeverChanges() throws Exception {
    deliverSeries(alice, 5);
    MaildropListing listing;
    List<Object> before;
    try (Maildrop maildrop = open(alice)) {
      listing = maildrop.messages();
      before = values(listing);
      if (hasBehavior(StoreBehavior.ACCEPTS_DELIVERY_WHILE_OPEN)) {
        deliver(alice, message(5));
      }
      assertThat(values(listing)).as("after a delivery").isEqualTo(before);
      maildrop.commit(Deletions.of(0, 3));
      assertThat(values(listing)).as("after the commit").isEqualTo(before);
    }
    assertThat(values(listing)).as("after the session").isEqualTo(before);
    look(alice);
    assertThat(values(listing)).as("after the next session").isEqualTo(before);
  }

  @Test
  @DisplayName("MD-06 a listing is safe for several threads")
  final void aListingIsSafeForSeveralThreads() throws Exception {
    deliverSeries(alice, 20);
    try (Maildrop maildrop = open(alice)) {
      MaildropListing listing = maildrop.messages();
      List<CompletableFuture<List<Object>>> readers = new ArrayList<>();
      for (int reader = 0; reader < 4; reader++) {
        readers.add(
            async(
                () -> {
                  List<Object> first = values(listing);
                  for (int round = 0; round < 50; round++) {
                    assertThat(values(listing)).isEqualTo(first);
                  }
                  return first;
                }));
      }
      List<Object> expected = values(listing);
      for (CompletableFuture<List<Object>> reader : readers) {
        assertThat(reader.get()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("MD-07 the size is that of the wire form")
  final void theSizeIsThatOfTheWireForm(HostileMessage hostile) throws Exception {
    deliver(alice, hostile.octets());
    try (Maildrop maildrop = open(alice)) {
      long octets = maildrop.messages().octets(0);
      assertThat(octets)
          .as("listed (expected: as delivered)")
          .isEqualTo(measure(hostile.octets()).wireOctets());
      assertThat(octets)
          .as("listed (expected: as read)")
          .isEqualTo(measure(readAll(maildrop, 0)).wireOctets());
    }
  }

  @Test
  @DisplayName("MD-07 sizes stay exact in a maildrop of many kinds of messages")
  final void sizesStayExactInAMaildropOfManyKinds() throws Exception {
    HostileMessage[] all = HostileMessage.values();
    for (HostileMessage hostile : all) {
      deliver(alice, hostile.octets());
    }
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = open(alice)) {
        for (int index = 0; index < all.length; index++) {
          assertThat(maildrop.messages().octets(index))
              .as("%s in session %s", all[index], session)
              .isEqualTo(measure(all[index].octets()).wireOctets());
        }
      }
    }
  }

  @Test
  @DisplayName("MD-08 no two messages have the same unique-id, not even twins")
  final void noTwoMessagesHaveTheSameUniqueId() throws Exception {
    for (int twin = 0; twin < 10; twin++) {
      deliver(alice, message(1));
      deliver(alice, HostileMessage.EMPTY.octets());
    }
    try (Maildrop maildrop = open(alice)) {
      assertThat(uniqueIds(maildrop.messages())).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("MD-09 a message keeps its unique-id from session to session")
  final void aMessageKeepsItsUniqueId() throws Exception {
    deliverSeries(alice, 6);
    List<SeenMessage> first = look(alice);
    assertThat(look(alice)).as("after a session without commit").isEqualTo(first);
    commit(alice);
    assertThat(look(alice)).as("after a commit without marks").isEqualTo(first);
    commit(alice, 0, 2, 5);
    List<SeenMessage> rest = List.of(first.get(1), first.get(3), first.get(4));
    assertThat(look(alice)).as("after a commit").isEqualTo(rest);
    deliver(alice, message(6));
    assertThat(look(alice).subList(0, 3)).as("after a delivery").isEqualTo(rest);
  }

  @Test
  @DisplayName("MD-09 a message keeps its unique-id over a restart, or the mail is gone")
  final void aMessageKeepsItsUniqueIdOverARestart() throws Exception {
    deliverSeries(alice, 4);
    List<SeenMessage> first = look(alice);
    restart();
    if (hasBehavior(StoreBehavior.SURVIVES_RESTART)) {
      assertThat(look(alice)).isEqualTo(first);
    } else {
      assertThat(look(alice)).as("SURVIVES_RESTART is denied").isEmpty();
    }
  }

  @Test
  @DisplayName("MD-10 a unique-id is never used again, not even for the same content")
  final void aUniqueIdIsNeverUsedAgain() throws Exception {
    Set<UniqueId> used = new HashSet<>();
    for (int round = 0; round < 8; round++) {
      deliver(alice, message(1));
      deliver(alice, message(1));
      List<SeenMessage> seen = look(alice);
      // From the second round on, the first message is the survivor of the round before.
      List<SeenMessage> fresh = seen.subList(round == 0 ? 0 : 1, seen.size());
      assertThat(fresh).hasSize(2);
      for (SeenMessage message : fresh) {
        assertThat(used.add(message.uniqueId()))
            .as("%s in round %s is new", message, round)
            .isTrue();
      }
      commit(alice, round == 0 ? new int[] {0} : new int[] {0, 1});
    }
  }

  @Test
  @DisplayName("MD-10 a unique-id is not used again when the maildrop was empty in between")
  final void aUniqueIdIsNotUsedAgainAfterTheMaildropWasEmpty() throws Exception {
    Set<UniqueId> used = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      deliver(alice, message(1));
      UniqueId uniqueId = look(alice).get(0).uniqueId();
      assertThat(used.add(uniqueId)).as("%s in round %s is new", uniqueId, round).isTrue();
      commit(alice, 0);
      assertThat(look(alice)).isEmpty();
    }
  }

  @Test
  @DisplayName("MD-10 a unique-id is not used again after a restart")
  final void aUniqueIdIsNotUsedAgainAfterARestart() throws Exception {
    Set<UniqueId> used = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      deliver(alice, message(1));
      UniqueId uniqueId = look(alice).get(0).uniqueId();
      assertThat(used.add(uniqueId)).as("%s in round %s is new", uniqueId, round).isTrue();
      commit(alice, 0);
      restart();
    }
  }

  @Test
  @DisplayName("MD-11 messages stand in the order of their arrival and keep it")
  final void messagesStandInTheOrderOfTheirArrival() throws Exception {
    deliverSeries(alice, 12);
    assertSeries(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    commit(alice, 1, 4, 11);
    assertSeries(0, 2, 3, 5, 6, 7, 8, 9, 10);
    deliver(alice, message(12));
    deliver(alice, message(13));
    assertSeries(0, 2, 3, 5, 6, 7, 8, 9, 10, 12, 13);
    commit(alice, 0);
    assertSeries(2, 3, 5, 6, 7, 8, 9, 10, 12, 13);
  }

  private void assertSeries(int... numbers) throws Exception {
    List<ByteBuffer> expected = new ArrayList<>();
    for (int number : numbers) {
      expected.add(ByteBuffer.wrap(comparable(message(number))));
    }
    assertThat(look(alice)).extracting(SeenMessage::content).isEqualTo(expected);
  }

  @Test
  @DisplayName("MD-12 mail that arrives during a session is seen by the next")
  final void mailThatArrivesDuringASessionIsSeenByTheNext() throws Exception {
    assume(StoreBehavior.ACCEPTS_DELIVERY_WHILE_OPEN);
    deliverSeries(alice, 2);
    try (Maildrop maildrop = open(alice)) {
      deliver(alice, message(2));
      assertThat(maildrop.messages().count()).isEqualTo(2);
      assertThat(comparable(readAll(maildrop, 1))).isEqualTo(comparable(message(1)));
      assertThat(maildrop.messages().count()).isEqualTo(2);
      assertThatThrownBy(() -> maildrop.read(2)).isInstanceOf(IndexOutOfBoundsException.class);
      deliver(alice, message(3));
      assertThat(maildrop.commit(Deletions.of(0, 1)).removed()).isEqualTo(2);
    }
    assertSeries(2, 3);
  }

  @Test
  @DisplayName("MD-12 a store that denies ACCEPTS_DELIVERY_WHILE_OPEN accepts none")
  final void aStoreThatDeniesDeliveryWhileOpenAcceptsNone() throws Exception {
    assumeNot(StoreBehavior.ACCEPTS_DELIVERY_WHILE_OPEN);
    deliver(alice, message(1));
    try (Maildrop maildrop = open(alice)) {
      assertThat(maildrop.messages().count()).isEqualTo(1);
      assertThatThrownBy(() -> deliver(alice, message(2)))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  @DisplayName("MD-12 the listing is the same at every call")
  final void theListingIsTheSameAtEveryCall() throws Exception {
    deliverSeries(alice, 3);
    try (Maildrop maildrop = open(alice)) {
      List<Object> first = values(maildrop.messages());
      readAll(maildrop, 1);
      assertThat(values(maildrop.messages())).isEqualTo(first);
    }
  }

  @Test
  @DisplayName("MD-31 a unique-id is written as it is, and nothing else")
  final void aUniqueIdIsWrittenAsItIs() throws Exception {
    deliverSeries(alice, 3);
    try (Maildrop maildrop = open(alice)) {
      MaildropListing listing = maildrop.messages();
      for (int index = 0; index < 3; index++) {
        ByteBuffer exact = ByteBuffer.allocate(UniqueId.MAX_OCTETS + 2);
        exact.put((byte) '>').limit(UniqueId.MAX_OCTETS + 1);
        listing.writeUniqueId(index, exact);
        byte[] written = new byte[exact.flip().remaining()];
        exact.get(written);
        assertThat(new String(written, StandardCharsets.ISO_8859_1))
            .isEqualTo(">" + listing.uniqueId(index));
      }
    }
  }

  @Test
  @DisplayName("MD-32 the total is the sum of the sizes")
  final void theTotalIsTheSumOfTheSizes() throws Exception {
    long sum = 0;
    for (HostileMessage hostile : HostileMessage.values()) {
      deliver(alice, hostile.octets());
      sum += measure(hostile.octets()).wireOctets();
    }
    try (Maildrop maildrop = open(alice)) {
      assertThat(maildrop.messages().totalOctets()).isEqualTo(sum);
    }
  }

  private static List<Object> values(MaildropListing listing) {
    List<Object> values = new ArrayList<>();
    values.add(listing.count());
    values.add(listing.totalOctets());
    for (int index = 0; index < listing.count(); index++) {
      values.add(listing.uniqueId(index));
      values.add(listing.octets(index));
    }
    return values;
  }
}
