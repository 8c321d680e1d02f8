/** Authentication backend plugin: users file. */
module io.pop3.auth.file {
  requires static transitive org.jspecify;
}
