package io.pop3.server.internal.session;

import io.pop3.protocol.downgrade.DowngradePolicy;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.MaildropListing;
import java.util.BitSet;

/** The listing of a maildrop and the marks of a session. Nothing here blocks. */
final class Snapshot {

  private final MaildropListing listing;
  private final Expiry expiry;
  private final int count;
  private final long totalOctets;
  private final boolean readAhead;
  private final BitSet marks = new BitSet();
  private int marked;
  private long markedOctets;
  private Downgrade downgrade = new Downgrade(DowngradePolicy.RAW);

  Snapshot(MaildropListing listing, Expiry expiry, boolean readAhead) {
    this.listing = listing;
    this.expiry = expiry;
    this.count = listing.count();
    this.totalOctets = listing.totalOctets();
    this.readAhead = readAhead;
  }

  /** Decides what messages look like, once, before anything is asked. */
  void show(DowngradePolicy policy) {
    downgrade = new Downgrade(policy);
  }

  /** What messages look like to this client. */
  Downgrade downgrade() {
    return downgrade;
  }

  /** Whether a message exists and is not marked (ledger 1939-DELE-2). */
  boolean has(MessageNumber message) {
    return message.index() < count && !marks.get(message.index());
  }

  /** Marks a message that {@link #has} says is there. */
  void mark(MessageNumber message) {
    marks.set(message.index());
    marked++;
    markedOctets += listing.octets(message.index());
  }

  void clearMarks() {
    marks.clear();
    marked = 0;
    markedOctets = 0;
  }

  /** How long mail may stay in this maildrop. */
  Expiry expiry() {
    return expiry;
  }

  /** Whether messages may be read that nobody has asked for. */
  boolean mayReadAhead() {
    return readAhead;
  }

  int count() {
    return count;
  }

  int marked() {
    return marked;
  }

  int remaining() {
    return count - marked;
  }

  /** The size of what is sent, as far as it is known: see {@link Downgrade}. */
  long octets(int index) {
    return listing.octets(index) + downgrade.addedOctets(index);
  }

  Deletions deletions() {
    return Deletions.of(marks);
  }

  DropListing dropListing() {
    return new DropListing(
        remaining(), new Octets(totalOctets - markedOctets + downgrade.addedOctets(marks)));
  }

  ScanLine scanLine(MessageNumber message) {
    return new ScanLine(message, new Octets(octets(message.index())));
  }

  UidLine uidLine(MessageNumber message) {
    return new UidLine(message, listing.uniqueId(message.index()).value());
  }

  MaildropListing listing() {
    return listing;
  }

  /** The next index at or after one whose size must be found; {@link #count()} if there is none. */
  int nextUnmeasured(int from) {
    int index = nextUnmarked(from);
    while (index < count && downgrade.isKnown(index)) {
      index = nextUnmarked(index + 1);
    }
    return index;
  }

  /** The next index at or after one that is not marked; {@link #count()} if there is none. */
  int nextUnmarked(int index) {
    return Math.min(count, marks.nextClearBit(index));
  }
}
