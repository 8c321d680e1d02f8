package io.pop3.server.app;

import io.pop3.server.plugin.PluginCatalog;
import io.pop3.spi.NamedFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pop3d plugins}: what configuration can choose from. */
@Command(
    name = "plugins",
    description = "Lists the plugins that configuration can choose from.",
    mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where to look besides; without it the plugins folder of the installation.")
  private @Nullable Path directory;

  @Spec private @Nullable CommandSpec spec;

  private PluginsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Optional<String> chosen = Optional.ofNullable(directory).map(Path::toString);
    try (PluginCatalog catalog = Installation.plugins(chosen, Path.of(""))) {
      catalog.authenticationFactories().forEach(plugin -> print(out, "authentication", plugin));
      catalog.maildropFactories().forEach(plugin -> print(out, "maildrops", plugin));
    }
    return 0;
  }

  private static void print(PrintWriter out, String kind, NamedFactory plugin) {
    out.println(kind + " = " + plugin.name() + "\t" + plugin.description());
  }
}
