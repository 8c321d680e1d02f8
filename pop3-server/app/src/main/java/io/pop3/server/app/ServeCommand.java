package io.pop3.server.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pop3d serve}: runs the server until it is told to end. */
@Command(
    name = "serve",
    description = "Serves mail as a configuration file says, until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration file; \"pop3d describe-config\" explains it.")
  private Path config = Path.of("");

  private ServeCommand() {}

  @Override
  public Integer call() {
    try (EndSignal end = EndSignal.install()) {
      Installation installation = Installation.load(config);
      OpenFiles.shortage(installation.configuration().options().limits().connections())
          .ifPresent(LOG::warn);
      try (RunningServer running = RunningServer.start(installation)) {
        LOG.info("serving on {}", running.server().boundAddresses());
        end.await();
      }
      LOG.info("stopped");
    }
    return 0;
  }
}
