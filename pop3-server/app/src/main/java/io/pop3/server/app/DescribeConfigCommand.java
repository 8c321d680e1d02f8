package io.pop3.server.app;

import io.pop3.server.app.config.Description;
import io.pop3.server.plugin.PluginCatalog;
import io.pop3.spi.NamedFactory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pop3d describe-config}: every key with its form, default and purpose. */
@Command(
    name = "describe-config",
    description = "Prints every configuration key with its form, its default and what it is for.",
    mixinStandardHelpOptions = true)
final class DescribeConfigCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  private DescribeConfigCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Description.print(out);
    try (PluginCatalog catalog = Installation.plugins(Optional.empty(), Path.of(""))) {
      catalog.authenticationFactories().forEach(plugin -> describe(out, "authentication", plugin));
      catalog.maildropFactories().forEach(plugin -> describe(out, "maildrops", plugin));
    }
    return 0;
  }

  private static void describe(PrintWriter out, String kind, NamedFactory plugin) {
    out.println("# With " + kind + " = " + plugin.name() + " (" + plugin.description() + "):");
    for (String key : new TreeSet<>(plugin.configurationKeys())) {
      out.println("#" + kind + "." + plugin.name() + "." + key + " =");
    }
    out.println();
  }
}
