package io.pop3.server.plugin;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.NamedFactory;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Checks that a plugin is given no configuration key that it does not know (PF-02). */
public final class ConfigurationKeys {

  private ConfigurationKeys() {}

  /**
   * Refuses unknown keys, all in one report. Values are not shown: they may be secrets.
   *
   * @param factory knows the legal keys
   * @param context holds the configuration
   * @throws ProviderConfigurationException if there is an unknown key; names the nearest known one
   */
  public static void check(NamedFactory factory, ProviderContext context) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    TreeSet<String> unknown = new TreeSet<>(context.configuration().keySet());
    unknown.removeAll(factory.configurationKeys());
    for (String key : unknown) {
      problems.add(new ConfigurationProblem(key, "...", expected(factory, key)));
    }
    if (!problems.isEmpty()) {
      throw new ProviderConfigurationException(problems);
    }
  }

  private static String expected(NamedFactory factory, String key) {
    TreeSet<String> known = new TreeSet<>(factory.configurationKeys());
    if (known.isEmpty()) {
      return "no keys for plugin " + factory.name();
    }
    return Nearest.to(key, known)
        .map(nearest -> "a key of plugin " + factory.name() + ", perhaps " + nearest)
        .orElse("a key of plugin " + factory.name() + ": " + String.join(", ", known));
  }
}
