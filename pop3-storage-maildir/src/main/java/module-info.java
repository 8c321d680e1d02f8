/** Maildrop store plugin: Maildir. */
module io.pop3.storage.maildir {
  requires static transitive org.jspecify;
}
