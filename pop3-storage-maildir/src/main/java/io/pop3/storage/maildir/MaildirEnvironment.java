package io.pop3.storage.maildir;

import io.pop3.spi.ProviderContext;
import java.util.random.RandomGenerator;

/**
 * What everything that works on maildirs needs.
 *
 * @param files the file system
 * @param options the configuration
 * @param clock by which mail ages
 * @param random for names of files
 * @param memory what was found in maildirs before
 */
record MaildirEnvironment(
    FileOperations files,
    MaildirOptions options,
    CautiousClock clock,
    RandomGenerator random,
    MaildirMemory memory) {

  /** An environment in which nothing was found before. */
  MaildirEnvironment(
      FileOperations files, MaildirOptions options, CautiousClock clock, RandomGenerator random) {
    this(files, options, clock, random, new MaildirMemory(options.memoryOctets(), random));
  }

  /** The real one for a context. */
  static MaildirEnvironment of(ProviderContext context) {
    return new MaildirEnvironment(
        new NioFileOperations(),
        MaildirOptions.read(context),
        new CautiousClock(context.clock(), System::nanoTime),
        context.random());
  }

  /** The same, but all that is known is what the files say. */
  MaildirEnvironment withoutMemory() {
    return new MaildirEnvironment(files, options, clock, random, new MaildirMemory(0, random));
  }
}
