package io.pop3.spi.testkit;

/** Something that a suite broke on purpose. */
@FunctionalInterface
public interface Breakage extends AutoCloseable {

  /** Mends it. */
  @Override
  void close();
}
