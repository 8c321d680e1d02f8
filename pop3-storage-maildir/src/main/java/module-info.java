/**
 * Maildrop store plugin {@code maildir}: one directory per user, one file per message, shared in
 * peace with the programs that deliver into it.
 */
module io.pop3.storage.maildir {
  requires transitive io.pop3.spi;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.pop3.storage.maildir;

  provides io.pop3.spi.maildrop.MaildropStoreFactory with
      io.pop3.storage.maildir.MaildirStoreFactory;
}
