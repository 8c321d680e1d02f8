package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
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

  @Property(tries = 5000)
  void codecAgreesWithTheModel(@ForAll("lines") OctetString line) {
    Laws.codecAgreesWithModel(line);
  }

  @Provide
  Arbitrary<OctetString> lines() {
    return Pop3Arbitraries.lines();
  }
}
