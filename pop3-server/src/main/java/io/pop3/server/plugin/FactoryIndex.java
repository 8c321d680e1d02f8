package io.pop3.server.plugin;

import io.pop3.spi.NamedFactory;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The factories of one kind by name. */
final class FactoryIndex<F extends NamedFactory> {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final String kind;
  private final Map<String, F> byName = new TreeMap<>();
  private final Set<Class<?>> discovered = new HashSet<>();

  FactoryIndex(String kind) {
    this.kind = kind;
  }

  void addAll(ServiceLoader<F> loader) {
    try {
      for (F factory : loader) {
        // A loader finds what its parents find, too: one class is one plugin.
        if (discovered.add(factory.getClass())) {
          add(factory);
        }
      }
    } catch (ServiceConfigurationError broken) {
      throw new PluginException(
          kind + ": can't be loaded: " + broken.getMessage() + " (expected: a complete plugin)",
          broken);
    }
  }

  void add(F factory) {
    String name = factory.name();
    if (!NAME.matcher(name).matches()) {
      throw new PluginException(
          kind + ": name \"" + name + "\" of " + origin(factory) + " (expected: " + NAME + ")");
    }
    F other = byName.putIfAbsent(name, factory);
    if (other != null) {
      throw new PluginException(
          kind
              + ": two are named "
              + name
              + ": "
              + origin(other)
              + " and "
              + origin(factory)
              + " (expected: one)");
    }
  }

  F find(String name) {
    F factory = byName.get(name);
    if (factory == null) {
      String meant = Nearest.to(name, byName.keySet()).map(near -> ", perhaps " + near).orElse("");
      String known = byName.isEmpty() ? "none is installed" : String.join(", ", byName.keySet());
      throw new PluginException(
          kind + ": \"" + name + "\" (expected: one of " + known + meant + ")");
    }
    return factory;
  }

  List<F> all() {
    return List.copyOf(byName.values());
  }

  private static String origin(Object factory) {
    Class<?> type = factory.getClass();
    @Nullable CodeSource source = type.getProtectionDomain().getCodeSource();
    String place =
        source == null || source.getLocation() == null ? "" : " in " + source.getLocation();
    return type.getName() + place;
  }
}
