package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.wire.CoderResult;
import io.pop3.protocol.wire.WireEncoder;
import io.pop3.protocol.wire.WireMeasure;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * The hooks of {@link MaildropStoreContract}, and what its tests share. Every test has a new
 * instance and makes its stores when it first needs one, so that set-up methods of the author run
 * before.
 */
public abstract class MaildropStoreHarness {

  /** Long enough for any store, so that no test depends on the speed of the machine. */
  static final Duration LONG = Duration.ofHours(1);

  private final Deque<MaildropStore> stores = new ArrayDeque<>();

  /** For the suite's author. */
  protected MaildropStoreHarness() {}

  // ---- Hooks

  /**
   * Makes a store. Calls within one test, thus on one instance of the suite, make stores over the
   * same place; other tests have places of their own. The suite closes the store.
   *
   * @return a store, ready for use
   * @throws Exception if it can't be made; the test fails
   */
  protected abstract MaildropStore createStore() throws Exception;

  /**
   * Delivers a message in the way that mail comes into such a store.
   *
   * @param owner whose maildrop it is for; it may not exist yet
   * @param octets the message
   * @throws UnsupportedOperationException if the maildrop is open and the store lacks {@link
   *     StoreBehavior#ACCEPTS_DELIVERY_WHILE_OPEN}
   * @throws Exception if it can't be delivered; the test fails
   */
  protected abstract void deliver(MaildropOwner owner, byte[] octets) throws Exception;

  /**
   * Removes a message behind the store's back, as another program on the same files would, while a
   * session has the maildrop open.
   *
   * @param owner whose maildrop it is in
   * @param octets what was delivered; only one message of the maildrop is like it
   * @throws UnsupportedOperationException if the store lacks {@link
   *     StoreBehavior#ALLOWS_REMOVAL_BEHIND_THE_STORE}
   * @throws Exception if it can't be removed; the test fails
   */
  protected abstract void removeBehindTheStore(MaildropOwner owner, byte[] octets) throws Exception;

  /**
   * User names that the store must refuse, for example those that would lead out of its directory.
   *
   * @return legal values of {@link io.pop3.protocol.model.UserName}; none if the store lacks {@link
   *     StoreBehavior#REFUSES_SOME_NAMES}
   */
  protected abstract Collection<String> refusedNames();

  /**
   * Breaks the place where a maildrop is kept, so that opening it and committing to it fail.
   *
   * @param owner whose maildrop to break; it may be open
   * @return mends it when closed
   * @throws UnsupportedOperationException if the store lacks {@link StoreBehavior#CAN_BE_BROKEN}
   * @throws Exception if it can't be broken; the test fails
   */
  protected Breakage breakMaildrop(MaildropOwner owner) throws Exception {
    throw new UnsupportedOperationException("breakMaildrop: not implemented by this suite");
  }

  /**
   * Tells what this store does.
   *
   * @param behavior what stores may differ in
   * @return whether the store does it; true for all, unless overridden
   */
  protected boolean hasBehavior(StoreBehavior behavior) {
    return true;
  }

  /**
   * Makes the owner that the server would pass for a name.
   *
   * @param name the account's own name
   * @return the owner, without attributes unless overridden
   */
  protected MaildropOwner owner(String name) {
    return MaildropOwner.of(name);
  }

  // ---- What the tests share

  @AfterEach
  final void closeStores() {
    while (!stores.isEmpty()) {
      stores.pop().close();
    }
  }

  final MaildropStore store() throws Exception {
    return stores.isEmpty() ? anotherStore() : stores.peek();
  }

  final MaildropStore anotherStore() throws Exception {
    stores.push(createStore());
    return stores.peek();
  }

  /** Closes the store and makes another over the same place. */
  final void restart() throws Exception {
    store().close();
    anotherStore();
  }

  final void assume(StoreBehavior behavior) {
    assumeTrue(hasBehavior(behavior), () -> "not declared: " + behavior);
  }

  final void assumeNot(StoreBehavior behavior) {
    assumeFalse(hasBehavior(behavior), () -> "declared: " + behavior);
  }

  final Maildrop open(MaildropOwner owner) throws Exception {
    return store().open(owner, OpenContext.of("session"));
  }

  static Maildrop openPatiently(MaildropStore store, MaildropOwner owner) throws MaildropException {
    return store.open(owner, new OpenContext("patient session", LONG));
  }

  /** Message number {@code number} of a series whose members all differ. */
  static byte[] message(int number) {
    return ("Subject: message " + number + "\r\n\r\nThis is message " + number + ".\r\n")
        .getBytes(US_ASCII);
  }

  final void deliverSeries(MaildropOwner owner, int count) throws Exception {
    for (int number = 0; number < count; number++) {
      deliver(owner, message(number));
    }
  }

  /** What a session of its own sees. */
  final List<SeenMessage> look(MaildropOwner owner) throws Exception {
    try (Maildrop maildrop = open(owner)) {
      return look(maildrop);
    }
  }

  final List<SeenMessage> look(Maildrop maildrop) throws Exception {
    MaildropListing listing = maildrop.messages();
    List<SeenMessage> seen = new ArrayList<>();
    for (int index = 0; index < listing.count(); index++) {
      seen.add(
          new SeenMessage(
              listing.uniqueId(index),
              listing.octets(index),
              ByteBuffer.wrap(comparable(readAll(maildrop, index)))));
    }
    return seen;
  }

  /** Opens the maildrop, commits, and closes. */
  final CommitResult commit(MaildropOwner owner, int... marked) throws Exception {
    try (Maildrop maildrop = open(owner)) {
      return maildrop.commit(Deletions.of(marked));
    }
  }

  static byte[] readAll(Maildrop maildrop, int index) throws Exception {
    try (MessageContent content = maildrop.read(index)) {
      return readAll(content, 8192);
    }
  }

  static byte[] readAll(MessageContent content, int bufferOctets) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(bufferOctets);
    for (int count = content.read(buffer); count != -1; count = content.read(buffer)) {
      assertThat(count).as("MD-17: octets put").isPositive().isEqualTo(buffer.position());
      all.write(buffer.array(), 0, count);
      buffer.clear();
    }
    return all.toByteArray();
  }

  /** What must be the same of a message delivered and of the message read. */
  final byte[] comparable(byte[] octets) {
    return hasBehavior(StoreBehavior.KEEPS_OCTETS_AS_DELIVERED) ? octets : wireForm(octets);
  }

  static byte[] wireForm(byte[] stored) {
    ByteBuffer out = ByteBuffer.allocate(2 * stored.length + 2 + WireEncoder.MIN_OUTPUT_OCTETS);
    CoderResult result = new WireEncoder().encode(ByteBuffer.wrap(stored), out, true);
    assertThat(result).isEqualTo(CoderResult.DONE);
    byte[] form = new byte[out.flip().remaining()];
    out.get(form);
    return form;
  }

  static WireMeasure measure(byte[] stored) {
    WireMeasure measure = new WireMeasure();
    measure.update(ByteBuffer.wrap(stored));
    return measure;
  }

  static List<UniqueId> uniqueIds(MaildropListing listing) {
    List<UniqueId> ids = new ArrayList<>();
    for (int index = 0; index < listing.count(); index++) {
      ids.add(listing.uniqueId(index));
    }
    return ids;
  }

  /** One message as a session sees it. */
  record SeenMessage(UniqueId uniqueId, long octets, ByteBuffer content) {

    @Override
    public String toString() {
      return uniqueId + " (" + octets + " octets)";
    }
  }
}
