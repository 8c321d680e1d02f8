package io.pop3.server.testkit;

import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.testkit.SampleMailbox;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** The mailbox that the laws talk about, as it was, in every session. */
final class SampleStore implements MaildropStore {

  private final SampleMailbox mailbox;

  SampleStore(SampleMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public Maildrop open(MaildropOwner owner, OpenContext context) {
    return new Maildrop() {
      @Override
      public MaildropListing messages() {
        return new Listing();
      }

      @Override
      public MessageContent read(int index) {
        return new Content(ByteBuffer.wrap(mailbox.messages().get(index).octets().toByteArray()));
      }

      @Override
      public CommitResult commit(Deletions marked) {
        BitSet marks = new BitSet();
        marked.indexes().forEach(marks::set);
        return new CommitResult(marks.cardinality(), 0);
      }

      @Override
      public void close() {}
    };
  }

  private final class Listing implements MaildropListing {

    @Override
    public int count() {
      return mailbox.messages().size();
    }

    @Override
    public long octets(int index) {
      return mailbox.size(index + 1);
    }

    @Override
    public UniqueId uniqueId(int index) {
      return new UniqueId(mailbox.uniqueId(index + 1));
    }
  }

  private record Content(ByteBuffer octets) implements MessageContent {

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
    public void close() {}
  }
}
