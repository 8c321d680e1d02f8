package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.MaildropListing;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A session's view of a table that changes no more. */
final class MaildirListing implements MaildropListing {

  private final MessageTable table;

  MaildirListing(MessageTable table) {
    this.table = table;
  }

  @Override
  public int count() {
    return table.count();
  }

  @Override
  public long octets(int index) {
    return table.wireOctets(Objects.checkIndex(index, table.count()));
  }

  @Override
  public UniqueId uniqueId(int index) {
    return table.uniqueId(Objects.checkIndex(index, table.count()));
  }

  @Override
  public void writeUniqueId(int index, ByteBuffer target) {
    table.writeUniqueId(Objects.checkIndex(index, table.count()), target);
  }
}
