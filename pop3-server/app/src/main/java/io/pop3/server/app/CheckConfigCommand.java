package io.pop3.server.app;

import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.maildrop.MaildropStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pop3d check-config}: everything that {@code serve} would check, without serving. */
@Command(
    name = "check-config",
    description =
        "Checks a configuration file and everything it points to, and reports all problems.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file.")
  private Path config = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  private CheckConfigCommand() {}

  @Override
  public Integer call() {
    try (Installation installation = Installation.load(config);
        AuthenticationBackend backend = Providers.authentication(installation);
        MaildropStore store = Providers.maildrops(installation)) {
      Objects.requireNonNull(spec)
          .commandLine()
          .getOut()
          .println(
              config
                  + ": good: "
                  + backend.getClass().getSimpleName()
                  + ", "
                  + store.getClass().getSimpleName());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new UserErrorException(config + ": a plugin can't be closed: " + e.getMessage());
    }
    return 0;
  }
}
