package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MessageContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** MD-13 to MD-17 and MD-27 to MD-29: reading messages. */
abstract class ReadingContract extends ListingContract {

  private final MaildropOwner alice = owner("alice");

  @ParameterizedTest
  @EnumSource
  @DisplayName("MD-13 the content is the message, octet by octet, however often it is read")
  final void theContentIsTheMessage(HostileMessage hostile) throws Exception {
    deliver(alice, hostile.octets());
    for (int session = 0; session < 2; session++) {
      try (Maildrop maildrop = open(alice)) {
        byte[] read = readAll(maildrop, 0);
        assertThat(comparable(read)).isEqualTo(comparable(hostile.octets()));
        assertThat(readAll(maildrop, 0)).as("read again").isEqualTo(read);
      }
    }
  }

  @Test
  @DisplayName("MD-13 a store that denies KEEPS_OCTETS_AS_DELIVERED changes some message")
  final void aStoreThatDeniesToKeepOctetsChangesSomeMessage() throws Exception {
    assumeNot(StoreBehavior.KEEPS_OCTETS_AS_DELIVERED);
    HostileMessage[] all = HostileMessage.values();
    for (HostileMessage hostile : all) {
      deliver(alice, hostile.octets());
    }
    boolean allKept = true;
    try (Maildrop maildrop = open(alice)) {
      for (int index = 0; index < all.length; index++) {
        allKept &= Arrays.equals(readAll(maildrop, index), all[index].octets());
      }
    }
    assertThat(allKept).as("every message was read as delivered").isFalse();
  }

  @Test
  @DisplayName("MD-13 reading changes nothing in the store")
  final void readingChangesNothingInTheStore() throws Exception {
    deliverSeries(alice, 4);
    List<SeenMessage> before;
    try (Maildrop maildrop = open(alice)) {
      before = look(maildrop);
      for (int index = 3; index >= 0; index--) {
        readAll(maildrop, index);
      }
      assertThat(look(maildrop)).isEqualTo(before);
    }
    assertThat(look(alice)).isEqualTo(before);
  }

  @Test
  @DisplayName("MD-14 content may be closed before its end")
  final void contentMayBeClosedBeforeItsEnd() throws Exception {
    deliver(alice, HostileMessage.LONG_LINE.octets());
    deliver(alice, message(1));
    try (Maildrop maildrop = open(alice)) {
      maildrop.read(0).close();
      try (MessageContent content = maildrop.read(0)) {
        assertThat(content.read(ByteBuffer.allocate(10))).isPositive();
      }
      assertThat(comparable(readAll(maildrop, 0)))
          .isEqualTo(comparable(HostileMessage.LONG_LINE.octets()));
      assertThat(comparable(readAll(maildrop, 1))).isEqualTo(comparable(message(1)));
    }
    assertThat(look(alice)).hasSize(2);
  }

  @Test
  @DisplayName("MD-15 a message removed by somebody else fails before its first octet")
  final void aMessageRemovedBySomebodyElseFails() throws Exception {
    assume(StoreBehavior.ALLOWS_REMOVAL_BEHIND_THE_STORE);
    deliverSeries(alice, 3);
    try (Maildrop maildrop = open(alice)) {
      removeBehindTheStore(alice, message(1));
      assertThatThrownBy(() -> maildrop.read(1).close())
          .isInstanceOf(MaildropException.Temporary.class);
      assertThat(maildrop.messages().count()).as("listed still").isEqualTo(3);
      assertThat(comparable(readAll(maildrop, 0))).isEqualTo(comparable(message(0)));
      assertThat(comparable(readAll(maildrop, 2))).isEqualTo(comparable(message(2)));
    }
    assertThat(look(alice)).hasSize(2);
  }

  @Test
  @DisplayName("MD-15 a store that denies ALLOWS_REMOVAL_BEHIND_THE_STORE allows none")
  final void aStoreThatDeniesRemovalBehindItAllowsNone() throws Exception {
    assumeNot(StoreBehavior.ALLOWS_REMOVAL_BEHIND_THE_STORE);
    deliver(alice, message(0));
    try (Maildrop maildrop = open(alice)) {
      assertThatThrownBy(() -> removeBehindTheStore(alice, message(0)))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(comparable(readAll(maildrop, 0))).isEqualTo(comparable(message(0)));
    }
  }

  @Test
  @DisplayName("MD-16 an index outside the listing is out of bounds")
  final void anIndexOutsideTheListingIsOutOfBounds() throws Exception {
    deliverSeries(alice, 2);
    try (Maildrop maildrop = open(alice)) {
      for (int index : new int[] {-1, 2, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> maildrop.read(index).close())
            .as("read(%s)", index)
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> maildrop.messages().octets(index))
            .as("octets(%s)", index)
            .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> maildrop.messages().uniqueId(index))
            .as("uniqueId(%s)", index)
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
      assertThat(comparable(readAll(maildrop, 1))).isEqualTo(comparable(message(1)));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("MD-17 any target gets its octets, and nothing but these")
  final void anyTargetGetsItsOctets(HostileMessage hostile) throws Exception {
    deliver(alice, hostile.octets());
    try (Maildrop maildrop = open(alice)) {
      byte[] whole = readAll(maildrop, 0);
      for (int bufferOctets : new int[] {1, 2, 7, 4096, 1 << 20}) {
        try (MessageContent content = maildrop.read(0)) {
          assertThat(readAll(content, bufferOctets))
              .as("read into %s octets", bufferOctets)
              .isEqualTo(whole);
          assertThat(content.read(ByteBuffer.allocate(1))).as("at the end").isEqualTo(-1);
          assertThat(content.read(ByteBuffer.allocate(1))).as("at the end").isEqualTo(-1);
        }
      }
    }
  }

  @Test
  @DisplayName("MD-17 only the room between position and limit is written, in any kind of buffer")
  final void onlyTheRoomBetweenPositionAndLimitIsWritten() throws Exception {
    deliver(alice, HostileMessage.EVERY_OCTET.octets());
    try (Maildrop maildrop = open(alice)) {
      byte[] whole = readAll(maildrop, 0);
      for (ByteBuffer target :
          List.of(
              ByteBuffer.allocate(64),
              ByteBuffer.allocateDirect(64),
              ByteBuffer.allocate(100).position(36).slice())) {
        byte untouched = (byte) 0xA5;
        for (int i = 0; i < 64; i++) {
          target.put(i, untouched);
        }
        target.position(10).limit(20);
        try (MessageContent content = maildrop.read(0)) {
          int count = content.read(target);
          assertThat(count).isBetween(1, 10);
          assertThat(target.position()).isEqualTo(10 + count);
          assertThat(target.limit()).isEqualTo(20);
          target.clear();
          for (int i = 0; i < 64; i++) {
            byte expected = i >= 10 && i < 10 + count ? whole[i - 10] : untouched;
            assertThat(target.get(i)).as("octet %s of the target", i).isEqualTo(expected);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("MD-27 content said to be in wire form is in wire form")
  final void contentSaidToBeInWireFormIsInWireForm(HostileMessage hostile) throws Exception {
    deliver(alice, hostile.octets());
    try (Maildrop maildrop = open(alice);
        MessageContent content = maildrop.read(0)) {
      boolean promised = content.isWireReady();
      boolean wireReady = measure(readAll(content, 8192)).isWireReady();
      if (hasBehavior(StoreBehavior.TELLS_WIRE_READY_CONTENT)) {
        assertThat(promised).isEqualTo(wireReady);
      } else {
        assertThat(promised).as("TELLS_WIRE_READY_CONTENT is denied").isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "MD-28 the file holds the message, no octet more or less, and reading goes on beside")
  final void theFileHoldsTheMessage(HostileMessage hostile) throws Exception {
    deliver(alice, hostile.octets());
    try (Maildrop maildrop = open(alice)) {
      byte[] whole = readAll(maildrop, 0);
      Optional<FileChannel> file;
      try (MessageContent content = maildrop.read(0)) {
        file = content.file();
        assertThat(file.isPresent())
            .as("has a file (expected: as EXPOSES_FILES is declared)")
            .isEqualTo(hasBehavior(StoreBehavior.EXPOSES_FILES));
        if (file.isPresent()) {
          assertThat(readAll(file.get())).isEqualTo(whole);
        }
        assertThat(readAll(content, 8192)).isEqualTo(whole);
      }
      assertThat(file.map(FileChannel::isOpen))
          .as("open after the content")
          .isNotEqualTo(Optional.of(true));
    }
  }

  private static byte[] readAll(FileChannel file) throws IOException {
    ByteBuffer target = ByteBuffer.allocate((int) file.size() + 1);
    for (int count = 0; count != -1; ) {
      count = file.read(target, target.position());
    }
    return Arrays.copyOf(target.array(), target.position());
  }

  @Test
  @DisplayName("MD-29 content can be closed twice, also after the maildrop")
  final void contentCanBeClosedTwice() throws Exception {
    deliver(alice, message(1));
    Maildrop maildrop = open(alice);
    MessageContent content = maildrop.read(0);
    content.close();
    content.close();
    maildrop.close();
    content.close();
    assertThat(look(alice)).hasSize(1);
  }
}
