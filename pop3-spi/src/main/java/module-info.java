/**
 * What a plugin author compiles against: authentication backends and maildrop stores.
 *
 * <p>A plugin is a jar with a factory that {@link java.util.ServiceLoader} finds; the server's
 * configuration selects it by name.
 */
module io.pop3.spi {
  requires transitive io.pop3.protocol;
  requires static transitive org.jspecify;

  exports io.pop3.spi;
  exports io.pop3.spi.authentication;
  exports io.pop3.spi.maildrop;
}
