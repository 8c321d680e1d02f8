package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.model.Octets;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UniqueId;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.CapabilityValue;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Offers the values of POP3 to properties by their types: put {@code @Domain(Pop3Domain.class)} on
 * a test class and {@code @ForAll} on its parameters. Other types come from jqwik as usual.
 */
@Domain(DomainContext.Global.class)
public final class Pop3Domain extends DomainContextBase {

  /** Made by jqwik. */
  public Pop3Domain() {}

  @Provide
  Arbitrary<MessageNumber> messageNumbers() {
    return Pop3Arbitraries.messageNumbers();
  }

  @Provide
  Arbitrary<Octets> octetCounts() {
    return Pop3Arbitraries.octetCounts();
  }

  @Provide
  Arbitrary<UniqueId> uniqueIds() {
    return Pop3Arbitraries.uniqueIds();
  }

  @Provide
  Arbitrary<UserName> userNames() {
    return Pop3Arbitraries.userNames();
  }

  @Provide
  Arbitrary<Secret> passwords() {
    return Pop3Arbitraries.passwords();
  }

  @Provide
  Arbitrary<ApopTimestamp> apopTimestamps() {
    return Pop3Arbitraries.apopTimestamps();
  }

  @Provide
  Arbitrary<Command> commands() {
    return Pop3Arbitraries.commands();
  }

  @Provide
  Arbitrary<CommandLine> commandLines() {
    return Pop3Arbitraries.commandLines();
  }

  @Provide
  Arbitrary<MalformedLine> malformedLines() {
    return Pop3Arbitraries.malformedLines();
  }

  @Provide
  Arbitrary<ResponseCode> responseCodes() {
    return Pop3Arbitraries.responseCodes();
  }

  @Provide
  Arbitrary<StatusLine> statusLines() {
    return Pop3Arbitraries.statusLines();
  }

  @Provide
  Arbitrary<Greeting> greetings() {
    return Pop3Arbitraries.greetings();
  }

  @Provide
  Arbitrary<DropListing> dropListings() {
    return Pop3Arbitraries.dropListings();
  }

  @Provide
  Arbitrary<ScanLine> scanLines() {
    return Pop3Arbitraries.scanLines();
  }

  @Provide
  Arbitrary<UidLine> uidLines() {
    return Pop3Arbitraries.uidLines();
  }

  @Provide
  Arbitrary<Capability> capabilities() {
    return Pop3Arbitraries.capabilities();
  }

  @Provide
  Arbitrary<CapabilityValue> capabilityValues() {
    return Pop3Arbitraries.capabilityValues();
  }

  @Provide
  Arbitrary<CapabilitySet> capabilitySets() {
    return Pop3Arbitraries.capabilitySets();
  }

  @Provide
  Arbitrary<StoredMessage> messages() {
    return Pop3Arbitraries.messages();
  }

  @Provide
  Arbitrary<OctetString> streams() {
    return Pop3Arbitraries.streams();
  }

  @Provide
  Arbitrary<Dialogue> dialogues() {
    return Pop3Arbitraries.dialogues();
  }

  @Provide
  Arbitrary<Chunking> chunkings() {
    return Pop3Arbitraries.chunkings();
  }
}
