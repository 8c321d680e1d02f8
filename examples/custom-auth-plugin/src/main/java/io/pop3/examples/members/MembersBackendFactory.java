package io.pop3.examples.members;

import io.pop3.spi.ConfigurationProblem;
import io.pop3.spi.ProviderConfigurationException;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What {@code authentication = members} selects in the server's configuration. */
public final class MembersBackendFactory implements AuthenticationBackendFactory {

  private static final String PATH = "path";
  private static final String EXPECTED = "a file that can be read";

  /** For {@link java.util.ServiceLoader}. */
  public MembersBackendFactory() {}

  @Override
  public String name() {
    return "members";
  }

  @Override
  public String description() {
    return "paid-up members of an association, from a CSV file";
  }

  @Override
  public Set<String> configurationKeys() {
    return Set.of(PATH);
  }

  @Override
  public AuthenticationBackend create(ProviderContext context) {
    String configured = context.configuration().getOrDefault(PATH, "members.csv");
    return new MembersBackend(readableFile(context, configured), context.clock());
  }

  private static Path readableFile(ProviderContext context, String configured) {
    try {
      Path file = context.baseDirectory().resolve(configured);
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Told like a file that is not there.
    }
    throw new ProviderConfigurationException(
        List.of(new ConfigurationProblem(PATH, configured, EXPECTED)));
  }
}
