/**
 * Authentication backend plugin {@code file}: users and their credentials in a passwd-file as
 * Dovecot writes it, and what a program needs to edit such a file.
 */
module io.pop3.auth.file {
  requires transitive io.pop3.spi;
  requires org.apache.commons.codec;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.pop3.auth.file;

  provides io.pop3.spi.authentication.AuthenticationBackendFactory with
      io.pop3.auth.file.FileAuthenticationBackendFactory;
}
