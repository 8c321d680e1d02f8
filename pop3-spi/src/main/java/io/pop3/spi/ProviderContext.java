package io.pop3.spi;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What a factory gets to create a provider from. Immutable; safe for several threads.
 *
 * <p>Providers take time and randomness from here alone, so that tests decide them.
 */
public final class ProviderContext {

  private final Map<String, String> configuration;
  private final Path baseDirectory;
  private final Clock clock;
  private final SecureRandom random;

  private ProviderContext(
      Map<String, String> configuration, Path baseDirectory, Clock clock, SecureRandom random) {
    this.configuration = Map.copyOf(configuration);
    this.baseDirectory = baseDirectory;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A context with this configuration, the current directory as base, the system's UTC clock and
   * the platform's default secure randomness.
   *
   * @param configuration the provider's keys and values, without the server's prefix
   * @return a context
   */
  public static ProviderContext of(Map<String, String> configuration) {
    return new ProviderContext(configuration, Path.of(""), Clock.systemUTC(), new SecureRandom());
  }

  /**
   * The same with another base directory.
   *
   * @param directory where relative paths of the configuration begin
   * @return a context
   */
  public ProviderContext withBaseDirectory(Path directory) {
    return new ProviderContext(configuration, directory, clock, random);
  }

  /**
   * The same with another clock.
   *
   * @param otherClock what tells the time
   * @return a context
   */
  public ProviderContext withClock(Clock otherClock) {
    return new ProviderContext(configuration, baseDirectory, otherClock, random);
  }

  /**
   * The same with another source of randomness.
   *
   * @param otherRandom where salts, nonces and names come from
   * @return a context
   */
  public ProviderContext withRandom(SecureRandom otherRandom) {
    return new ProviderContext(configuration, baseDirectory, clock, otherRandom);
  }

  /**
   * The provider's own part of the configuration.
   *
   * @return keys of {@link NamedFactory#configurationKeys()} with their values
   */
  public Map<String, String> configuration() {
    return configuration;
  }

  /**
   * Where relative paths of the configuration begin.
   *
   * @return a directory, usually that of the configuration file
   */
  public Path baseDirectory() {
    return baseDirectory;
  }

  /**
   * What tells the time.
   *
   * @return the clock
   */
  public Clock clock() {
    return clock;
  }

  /**
   * Where salts, nonces and names come from.
   *
   * @return the source, safe for several threads
   */
  public SecureRandom random() {
    return random;
  }

  /** Names the keys only: values may be secrets. */
  @Override
  public String toString() {
    return "ProviderContext" + configuration.keySet();
  }
}
