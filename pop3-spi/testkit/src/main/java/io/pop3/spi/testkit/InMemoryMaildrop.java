package io.pop3.spi.testkit;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MessageContent;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One session's view of a mailbox. The methods are synchronized not because calls overlap, which
 * they never do, but because they may come from different threads.
 */
final class InMemoryMaildrop implements Maildrop {

  private final Mailbox mailbox;
  private final Listing listing;
  private boolean committed;
  private boolean closed;

  InMemoryMaildrop(Mailbox mailbox, List<StoredMessage> messages) {
    this.mailbox = mailbox;
    this.listing = new Listing(messages);
  }

  @Override
  public synchronized MaildropListing messages() {
    requireOpen();
    return listing;
  }

  @Override
  public synchronized MessageContent read(int index) throws MaildropException {
    requireOpen();
    StoredMessage message = listing.messages().get(index);
    if (!mailbox.contains(message)) {
      throw new MaildropException.Temporary(
          "message " + message.uniqueId() + ": removed by somebody else during the session");
    }
    return new Content(message);
  }

  @Override
  public synchronized CommitResult commit(Deletions marked) throws MaildropException {
    requireOpen();
    if (committed) {
      throw new IllegalStateException("commit: second call (expected: one in a session)");
    }
    // Looks every mark up first: a mark outside the listing must not leave half of them removed.
    List<StoredMessage> removals = marked.indexes().mapToObj(listing.messages()::get).toList();
    committed = true;
    return mailbox.removeAll(removals);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      mailbox.release();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("maildrop: closed (expected: open)");
    }
  }

  private record Listing(List<StoredMessage> messages) implements MaildropListing {

    @Override
    public int count() {
      return messages.size();
    }

    @Override
    public long octets(int index) {
      return messages.get(index).wireOctets();
    }

    @Override
    public UniqueId uniqueId(int index) {
      return messages.get(index).uniqueId();
    }
  }

  private static final class Content implements MessageContent {

    private final ByteBuffer octets;
    private final boolean wireReady;

    Content(StoredMessage message) {
      this.octets = ByteBuffer.wrap(message.octets()).asReadOnlyBuffer();
      this.wireReady = message.isWireReady();
    }

    @Override
    public int read(ByteBuffer target) {
      if (!octets.hasRemaining()) {
        return -1;
      }
      int count = Math.min(octets.remaining(), target.remaining());
      target.put(octets.slice().limit(count));
      octets.position(octets.position() + count);
      return count;
    }

    @Override
    public boolean isWireReady() {
      return wireReady;
    }

    @Override
    public void close() {}
  }
}
