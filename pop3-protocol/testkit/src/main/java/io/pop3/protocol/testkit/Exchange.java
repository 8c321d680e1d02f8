package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.reply.StatusLine;
import java.util.List;
import java.util.Optional;

/**
 * A command and its whole reply, as a client got it.
 *
 * @param command what was asked
 * @param status the first line of the reply
 * @param lines the lines of a listing, unstuffed; none for other replies
 * @param message the message of RETR or TOP, decoded; empty for other replies
 */
public record Exchange(
    Command command, StatusLine status, List<String> lines, Optional<OctetString> message) {

  /** Copies the list. */
  public Exchange {
    lines = List.copyOf(lines);
  }
}
