package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.Verb;
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
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.session.TransitionTable;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitraries of everything POP3. Legal values come from the whole range the grammar allows, with
 * its limits drawn often; stored messages and octet streams come in every shape a mail store or an
 * attacker could hold.
 */
public final class Pop3Arbitraries {

  private Pop3Arbitraries() {}

  // ---- values ----

  /**
   * Numbers of messages, small ones most often.
   *
   * @return 1 to 2^31 - 1
   */
  public static Arbitrary<MessageNumber> messageNumbers() {
    return Arbitraries.integers().between(1, Integer.MAX_VALUE).map(MessageNumber::new);
  }

  /**
   * Sizes.
   *
   * @return 0 to 2^63 - 1
   */
  public static Arbitrary<Octets> octetCounts() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE).map(Octets::new);
  }

  /**
   * Unique-ids of 1 to 70 octets of 0x21 to 0x7E (RFC 1939 section 7).
   *
   * @return legal unique-ids
   */
  public static Arbitrary<UniqueId> uniqueIds() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMinLength(1)
        .ofMaxLength(UniqueId.MAX_OCTETS)
        .map(UniqueId::new);
  }

  /**
   * Names that USER and APOP can carry to any server: printable ASCII without spaces.
   *
   * @return legal names of 1 to 215 characters
   */
  public static Arbitrary<UserName> userNames() {
    return ValueArbitraries.asciiNames(215).map(UserName::new);
  }

  /**
   * Names that need a server with {@code UTF8 USER} (RFC 6856 section 2.2).
   *
   * @return legal names of up to 215 octets, with characters beyond ASCII
   */
  public static Arbitrary<UserName> utf8UserNames() {
    return ValueArbitraries.utf8Texts(215)
        .filter(name -> name.indexOf(' ') < 0 && UserName.isValid(name))
        .map(UserName::new);
  }

  /**
   * Passwords that PASS can carry to any server: printable ASCII, spaces anywhere (decision A-07).
   *
   * @return passwords of 1 to 248 octets
   */
  public static Arbitrary<Secret> passwords() {
    return ValueArbitraries.asciiPasswords(248).map(text -> Secret.of(text));
  }

  /**
   * Passwords that need a server with {@code UTF8 USER}.
   *
   * @return passwords of up to 248 octets, with characters beyond ASCII
   */
  public static Arbitrary<Secret> utf8Passwords() {
    return ValueArbitraries.utf8Texts(248).map(text -> Secret.of(text));
  }

  /**
   * Timestamps of greetings that offer APOP (grammar 4.6).
   *
   * @return legal timestamps
   */
  public static Arbitrary<ApopTimestamp> apopTimestamps() {
    return ValueArbitraries.apopTimestamps();
  }

  // ---- commands ----

  /**
   * Commands of every verb, as any server must understand them: arguments are ASCII.
   *
   * @return legal commands
   */
  public static Arbitrary<Command> commands() {
    return Arbitraries.of(Verb.class).flatMap(Pop3Arbitraries::commands);
  }

  /**
   * Commands of one verb.
   *
   * @param verb the keyword
   * @return legal commands with ASCII arguments
   */
  public static Arbitrary<Command> commands(Verb verb) {
    return CommandArbitraries.commands(verb, false);
  }

  /**
   * Commands that are permitted in a state of a session (RFC 1939 section 3).
   *
   * @param state a state in which a client may speak
   * @return legal commands with ASCII arguments
   * @throws IllegalArgumentException if no command is permitted there
   */
  public static Arbitrary<Command> commandsIn(SessionState state) {
    List<Verb> verbs =
        Arrays.stream(Verb.values())
            .filter(verb -> TransitionTable.find(state, verb).isPresent())
            .toList();
    if (verbs.isEmpty()) {
      throw new IllegalArgumentException(
          "state: " + state + " (expected: one in which commands are permitted)");
    }
    return Arbitraries.of(verbs).flatMap(Pop3Arbitraries::commands);
  }

  /**
   * Commands about one mailbox: its user and password now and then, numbers of messages it has and
   * of a few it has not. Good for sessions that get somewhere.
   *
   * @param mailbox who may log in, and to how many messages
   * @return legal commands of every verb
   */
  public static Arbitrary<Command> commands(SampleMailbox mailbox) {
    return CommandArbitraries.commands(mailbox);
  }

  /**
   * Commands of every verb, USER, PASS and APOP with characters beyond ASCII (RFC 6856 section
   * 2.2).
   *
   * @return legal commands
   */
  public static Arbitrary<Command> utf8Commands() {
    return Arbitraries.of(Verb.class).flatMap(verb -> CommandArbitraries.commands(verb, true));
  }

  /**
   * Legal command lines in every spelling RFC 1939 allows: letters in either case, numbers with
   * leading zeros and far beyond any maildrop.
   *
   * @return lines of at most 253 octets, AUTH aside, with their meaning
   */
  public static Arbitrary<CommandLine> commandLines() {
    return CommandLineArbitraries.legal();
  }

  /**
   * Lines that every server must refuse with one {@code -ERR}, in any state and whatever it
   * tolerates: wrong octets, keywords, numbers, counts of arguments, and forms of arguments.
   *
   * @return lines of at most 253 octets
   */
  public static Arbitrary<MalformedLine> malformedLines() {
    return CommandLineArbitraries.malformed();
  }

  /**
   * Lines near the grammar's edges, legal or not: what a grammar model should be asked about.
   *
   * @return lines without CR and LF, of any length up to a few hundred octets
   */
  public static Arbitrary<OctetString> lines() {
    return CommandLineArbitraries.anything();
  }

  // ---- replies ----

  /**
   * Response codes, known ones and others (RFC 2449 section 8).
   *
   * @return legal codes
   */
  public static Arbitrary<ResponseCode> responseCodes() {
    return ReplyArbitraries.responseCodes();
  }

  /**
   * First lines of replies as a server may make them: ASCII text, with and without response codes.
   *
   * @return legal lines of at most 512 octets
   */
  public static Arbitrary<StatusLine> statusLines() {
    return ReplyArbitraries.statusLines();
  }

  /**
   * Greetings, with and without an invitation to APOP, and refusals.
   *
   * @return legal greetings
   */
  public static Arbitrary<Greeting> greetings() {
    return ReplyArbitraries.greetings();
  }

  /**
   * Replies to STAT.
   *
   * @return legal drop listings
   */
  public static Arbitrary<DropListing> dropListings() {
    return Combinators.combine(Arbitraries.integers().greaterOrEqual(0), octetCounts())
        .as(DropListing::new);
  }

  /**
   * Lines of LIST.
   *
   * @return legal scan listings
   */
  public static Arbitrary<ScanLine> scanLines() {
    return Combinators.combine(messageNumbers(), octetCounts()).as(ScanLine::new);
  }

  /**
   * Lines of UIDL with legal unique-ids.
   *
   * @return legal unique-id listings
   */
  public static Arbitrary<UidLine> uidLines() {
    return Combinators.combine(messageNumbers(), uniqueIds().map(UniqueId::value)).as(UidLine::new);
  }

  /**
   * Meanings of lines of CAPA: registered tags with their arguments, and private ones.
   *
   * @return capability values of every kind
   */
  public static Arbitrary<CapabilityValue> capabilityValues() {
    return ReplyArbitraries.capabilityValues();
  }

  /**
   * Lines of CAPA: registered tags with fitting arguments and now and then with odd ones, and
   * private tags.
   *
   * @return legal capabilities
   */
  public static Arbitrary<Capability> capabilities() {
    return ReplyArbitraries.capabilities();
  }

  /**
   * What a server may say to CAPA.
   *
   * @return sets of capabilities, possibly empty
   */
  public static Arbitrary<CapabilitySet> capabilitySets() {
    return capabilities().list().ofMaxSize(12).map(CapabilitySet::of);
  }

  /**
   * Messages whose header sections go beyond ASCII in every place, well-formed or not, some with
   * fields of tens of thousands of octets.
   *
   * @return stored messages
   */
  public static Arbitrary<StoredMessage> internationalMessages() {
    return HeaderArbitraries.internationalMessages();
  }

  /**
   * What an odd or hostile server might say: lines that look like replies, terminators in the wrong
   * place, noise.
   *
   * @return streams of up to a few thousand octets, with a greeting now and then
   */
  public static Arbitrary<OctetString> serverStreams() {
    return ReplyArbitraries.serverStreams();
  }

  // ---- octets ----

  /**
   * Stored messages: mail with LF or CRLF, dots at line starts, bare CR and LF, NUL and 8-bit
   * octets, empty ones, ones without a last line end or an empty line, long lines, and plain noise.
   *
   * @return messages of up to a few thousand octets, now and then tens of thousands
   */
  public static Arbitrary<StoredMessage> messages() {
    return MessageArbitraries.messages();
  }

  /**
   * Streams of octets as an attacker might send them: lines, pieces of lines, noise.
   *
   * @return streams of up to a few thousand octets
   */
  public static Arbitrary<OctetString> streams() {
    return MessageArbitraries.streams();
  }

  /**
   * Sessions with a server that holds {@link SampleMailbox#standard()}: most log in, all do a bit
   * of everything, good and bad, and fewer than 20 lines of it.
   *
   * @return dialogues without AUTH exchanges and STLS
   */
  public static Arbitrary<Dialogue> dialogues() {
    return dialogues(SampleMailbox.standard());
  }

  /**
   * Sessions with a server that holds a mailbox of your own.
   *
   * @param mailbox who may log in, and to how many messages
   * @return dialogues without AUTH exchanges and STLS
   */
  public static Arbitrary<Dialogue> dialogues(SampleMailbox mailbox) {
    return DialogueArbitraries.dialogues(mailbox);
  }

  /**
   * Ways to cut a stream, among them octet by octet and not at all.
   *
   * @return chunkings with pieces of 1 octet and more
   */
  public static Arbitrary<Chunking> chunkings() {
    return bufferSizes(1);
  }

  /**
   * Rows of buffer sizes for a coder.
   *
   * @param smallest the smallest size that lets the coder go on
   * @return chunkings with no piece smaller than that
   */
  public static Arbitrary<Chunking> bufferSizes(int smallest) {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(smallest, smallest + 8),
            Arbitraries.integers().between(smallest, smallest + 5000));
    return Combinators.combine(sizes, sizes, sizes, Arbitraries.integers().between(1, 3))
        .as(
            (first, second, third, count) ->
                new Chunking(List.of(first, second, third).subList(0, count)))
        .edgeCases(edges -> edges.add(Chunking.of(smallest)).add(Chunking.WHOLE));
  }
}
