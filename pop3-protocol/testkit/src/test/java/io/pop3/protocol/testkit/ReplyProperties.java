package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.reply.Capability;
import io.pop3.protocol.reply.CapabilitySet;
import io.pop3.protocol.reply.CapabilityValue;
import io.pop3.protocol.reply.DropListing;
import io.pop3.protocol.reply.Greeting;
import io.pop3.protocol.reply.ResponseCode;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The laws of replies. */
@Domain(Pop3Domain.class)
class ReplyProperties {

  @Property
  @Requirement({"1939-RSP-1", "1939-RSP-2", "1939-RSP-3", "2449-GRAM-3", "2449-LEN-3", "1957-SP-1"})
  void statusLinesSurviveCoding(@ForAll StatusLine line) {
    Laws.statusLineSurvivesCoding(line);
  }

  @Property
  @Requirement({"1939-GRT-1", "2449-GRAM-5"})
  void greetingsSurviveCoding(@ForAll Greeting greeting) {
    Laws.statusLineSurvivesCoding(greeting.line());
    byte[] octets = greeting.line().toOctets();
    Greeting read = new Greeting(StatusLine.parse(octets, 0, octets.length - 2).orElseThrow());

    assertThat(read.timestamp()).isEqualTo(greeting.timestamp());
    boolean bracket = OctetString.of(octets).toLatin1().indexOf('<') >= 0;
    assertThat(bracket && greeting.line().code().isEmpty())
        .isEqualTo(greeting.timestamp().isPresent());
  }

  @Property
  @Requirement({"2449-GRAM-2", "2449-LEN-4", "2449-CAPA-7"})
  void capabilitiesSurviveCoding(@ForAll Capability capability) {
    Laws.capabilitySurvivesCoding(capability);
    assertThat(Capability.parse(capability.format().replace(" ", "  ") + " ")).contains(capability);
  }

  @Property
  @Requirement({"2449-GRAM-2", "2449-CAPA-10"})
  void capabilitiesHaveOneMeaning(@ForAll Capability capability) {
    Laws.capabilityHasOneMeaning(capability);
  }

  @Property
  @Requirement("2449-GRAM-2")
  void meaningsOfCapabilitiesSurviveCoding(@ForAll CapabilityValue value) {
    Laws.capabilityValueSurvivesCoding(value);
    CapabilitySet set = CapabilitySet.ofValues(List.of(value));
    assertThat(set.values()).containsExactly(value);
    assertThat(set.find(value.getClass()).map(CapabilityValue.class::cast)).contains(value);
  }

  @Property
  void capabilitySetsSurviveCoding(@ForAll CapabilitySet set) {
    List<Capability> read = new ArrayList<>();
    set.forEach(capability -> read.add(Capability.parse(capability.format()).orElseThrow()));

    assertThat(CapabilitySet.of(read)).isEqualTo(set);
    set.forEach(capability -> assertThat(set.has(capability.tag())).isTrue());
  }

  @Property
  @Requirement({"1939-STAT-1", "1939-STAT-3", "1939-STAT-4"})
  void dropListingsSurviveCodingAndWhateverFollows(
      @ForAll DropListing listing, @ForAll StatusLine tail) {
    assertThat(listing.format()).matches("\\d+ \\d+");
    assertThat(DropListing.parse(listing.format())).contains(listing);
    assertThat(DropListing.parse(listing.format() + " " + tail.text())).contains(listing);
  }

  @Property
  @Requirement({"1939-LIST-2", "1939-LIST-3", "1939-LIST-4"})
  void scanListingsSurviveCodingAndWhateverFollows(@ForAll ScanLine line, @ForAll StatusLine tail) {
    assertThat(line.format()).matches("\\d+ \\d+");
    assertThat(ScanLine.parse(line.format())).contains(line);
    assertThat(ScanLine.parse(line.format() + " " + tail.text())).contains(line);
  }

  @Property
  @Requirement({"1939-UIDL-2", "1939-UIDL-3"})
  void uniqueIdListingsSurviveCoding(@ForAll UidLine line) {
    assertThat(line.format()).matches("\\d+ [!-~]{1,70}");
    assertThat(UidLine.parse(line.format())).contains(line);
  }

  @Property
  @Requirement({"2449-RC-2", "2449-RC-3"})
  void codeIsItselfAndAllItsBeginnings(@ForAll ResponseCode code) {
    assertThat(code.is(code)).isTrue();
    assertThat(new ResponseCode(code.levels() + "/NEW").is(code)).isTrue();
    assertThat(code.is(new ResponseCode(code.levels() + "/NEW"))).isFalse();
    assertThat(new ResponseCode(code.levels() + "X").is(code)).isFalse();
  }

  @Property
  void anyOctetsParseToAReplyOrToNothing(@ForAll OctetString octets) {
    String text = octets.toLatin1();
    byte[] line = octets.toByteArray();

    StatusLine.parse(line, 0, line.length)
        .ifPresent(status -> assertThat(text).startsWith(status.isPositive() ? "+OK" : "-ERR"));
    DropListing.parse(text)
        .ifPresent(listing -> assertThat(DropListing.parse(listing.format())).contains(listing));
    ScanLine.parse(text)
        .ifPresent(listing -> assertThat(ScanLine.parse(listing.format())).contains(listing));
    UidLine.parse(text)
        .ifPresent(listing -> assertThat(UidLine.parse(listing.format())).contains(listing));
    Capability.parse(text).ifPresent(Laws::capabilitySurvivesCoding);
  }
}
