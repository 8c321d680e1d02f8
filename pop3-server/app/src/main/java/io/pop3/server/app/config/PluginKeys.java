package io.pop3.server.app.config;

import java.util.Optional;
import java.util.Set;

/** Knows the plugins there are, as far as reading a configuration needs it. */
public interface PluginKeys {

  /**
   * The keys of an authentication backend.
   *
   * @param name the plugin's name
   * @return its keys without prefix; empty if there is no such plugin
   */
  Optional<Set<String>> ofAuthentication(String name);

  /**
   * The keys of a maildrop store.
   *
   * @param name the plugin's name
   * @return its keys without prefix; empty if there is no such plugin
   */
  Optional<Set<String>> ofMaildrops(String name);

  /**
   * The names of all authentication backends.
   *
   * @return the names
   */
  Set<String> authenticationNames();

  /**
   * The names of all maildrop stores.
   *
   * @return the names
   */
  Set<String> maildropNames();
}
