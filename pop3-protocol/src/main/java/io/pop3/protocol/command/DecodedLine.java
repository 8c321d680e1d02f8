package io.pop3.protocol.command;

import java.util.Optional;

/** What a command line turned out to be. */
public sealed interface DecodedLine {

  /**
   * A command.
   *
   * @param command what the client asks for
   */
  record Legal(Command command) implements DecodedLine {}

  /**
   * Something that is not executed.
   *
   * @param reason why not
   * @param verb the command it would have been, if its keyword was understood
   */
  record Illegal(Rejection reason, Optional<Verb> verb) implements DecodedLine {}
}
