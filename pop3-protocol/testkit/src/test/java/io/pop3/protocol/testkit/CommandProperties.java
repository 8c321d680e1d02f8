package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.DecodedLine;
import io.pop3.protocol.command.Verb;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.server.ServerEvent;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;

/** The laws of command lines, over the whole grammar. */
@Domain(Pop3Domain.class)
class CommandProperties {

  @Property
  @Requirement({
    "1939-CMD-1",
    "1939-CMD-4",
    "1939-CMD-5",
    "1939-CMD-13",
    "2449-GRAM-1",
    "2449-LEN-5",
    "5034-AUTH-1"
  })
  void commandsSurviveCoding(@ForAll Command command) {
    Laws.commandSurvivesCoding(command);
  }

  @Property
  void commandsWithUtf8SurviveCoding(@ForAll("utf8Commands") Command command) {
    Laws.commandSurvivesCoding(command);
  }

  @Provide
  Arbitrary<Command> utf8Commands() {
    return Pop3Arbitraries.utf8Commands();
  }

  @Property
  @Requirement({"1939-CMD-2", "1939-NUM-3", "5034-AUTH-6"})
  void legalLinesMeanTheirCommands(@ForAll CommandLine line) {
    Laws.lineMeansItsCommand(line);
  }

  @Property
  @Requirement({"1939-CMD-3", "1939-CMD-7", "1939-CMD-8", "1939-CMD-9"})
  void malformedLinesAreRefused(@ForAll MalformedLine line) {
    Laws.malformedLineIsRefused(line);
  }

  @Property
  void noSecretIsShown(@ForAll("secretive") Command command) {
    String secret = secretOf(command);

    assertThat(command.toString()).doesNotContain(secret);
    assertThat(new DecodedLine.Legal(command).toString()).doesNotContain(secret);
    assertThat(new ServerEvent.CommandReceived(command).toString()).doesNotContain(secret);
  }

  private static String secretOf(Command command) {
    return command instanceof Command.Pass pass
        ? text(pass.secret())
        : ((Command.Auth) command).initialResponse().map(CommandProperties::text).orElse("");
  }

  private static String text(Secret secret) {
    return new String(secret.reveal(), StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Command> secretive() {
    return Arbitraries.of(Verb.PASS, Verb.AUTH)
        .flatMap(Pop3Arbitraries::commands)
        .filter(command -> !(command instanceof Command.AuthList))
        // A shorter one may stand in any text by chance.
        .filter(command -> secretOf(command).length() >= 8);
  }

  @Property(tries = 5000)
  void codecAgreesWithTheModel(@ForAll("lines") OctetString line) {
    Laws.codecAgreesWithModel(line);
  }

  @Provide
  Arbitrary<OctetString> lines() {
    return Pop3Arbitraries.lines();
  }
}
