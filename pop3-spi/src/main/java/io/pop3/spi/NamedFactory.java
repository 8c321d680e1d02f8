package io.pop3.spi;

import java.util.Set;

/**
 * What the factories of all kinds of plugins have in common. Implementations have a public
 * constructor without parameters, are cheap to construct, and touch nothing until asked to create.
 *
 * <p>PF-01: the name matches {@code [a-z][a-z0-9-]*}, is always the same, and is unique among the
 * factories of its kind; the server refuses to start with two factories of one name and says where
 * both come from.
 */
public interface NamedFactory {

  /**
   * The name by which configuration selects this factory, for example {@code maildir}.
   *
   * @return the name
   */
  String name();

  /**
   * One line for an administrator who looks for a plugin.
   *
   * @return what the providers of this factory do
   */
  default String description() {
    return "";
  }

  /**
   * The configuration keys that providers of this factory understand.
   *
   * <p>PF-02: every key that {@code create} reads is listed; the server refuses any other and names
   * the nearest one listed.
   *
   * @return the keys, without the prefix under which the server's configuration holds them
   */
  default Set<String> configurationKeys() {
    return Set.of();
  }
}
