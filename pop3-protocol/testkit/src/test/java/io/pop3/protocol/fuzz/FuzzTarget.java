package io.pop3.protocol.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The targets, and where their seeds are. */
enum FuzzTarget {
  COMMAND_LINES(CommandLinesTarget.class),
  REPLY_STREAMS(ReplyStreamsTarget.class),
  SASL_MESSAGES(SaslMessagesTarget.class),
  MESSAGES(MessagesTarget.class),
  SURROGATES(SurrogatesTarget.class),
  TEXTS(TextsTarget.class);

  private static final Path CORPUS = Path.of("src", "test", "fuzz");

  private final Class<?> type;

  FuzzTarget(Class<?> type) {
    this.type = type;
  }

  void run(byte[] input) {
    switch (this) {
      case COMMAND_LINES -> CommandLinesTarget.fuzzerTestOneInput(input);
      case REPLY_STREAMS -> ReplyStreamsTarget.fuzzerTestOneInput(input);
      case SASL_MESSAGES -> SaslMessagesTarget.fuzzerTestOneInput(input);
      case MESSAGES -> MessagesTarget.fuzzerTestOneInput(input);
      case SURROGATES -> SurrogatesTarget.fuzzerTestOneInput(input);
      case TEXTS -> TextsTarget.fuzzerTestOneInput(input);
    }
  }

  /** The seeds, and inputs that once broke a law, by file name. */
  List<Path> seeds() {
    try (Stream<Path> files = Files.list(CORPUS.resolve(type.getSimpleName()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] read(Path seed) {
    try {
      return Files.readAllBytes(seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
