package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** CAPA, and whether it tells the truth. */
final class CapabilityCases {

  private static final int LONGEST_LINE = 510;
  private static final Pattern LINE = Pattern.compile("[!--/-~]+( [!-~]+)*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final Set<String> REGISTERED =
      Set.of(
          "TOP",
          "USER",
          "SASL",
          "RESP-CODES",
          "LOGIN-DELAY",
          "PIPELINING",
          "EXPIRE",
          "UIDL",
          "IMPLEMENTATION",
          "STLS",
          "AUTH-RESP-CODE",
          "UTF8",
          "LANG");

  private CapabilityCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("CAPA")
        .must(
            "2449-CAPA-1",
            "RFC 2449 section 5",
            "CAPA works before and after the login",
            CapabilityCases::worksInBothStates)
        .needing(LOGIN)
        .must(
            "2449-CAPA-2",
            "RFC 2449 section 5",
            "CAPA takes no argument",
            lab -> {
              lab.requireCapa();
              Expect.refusedBeforeLogin(lab, List.of("CAPA x"));
            })
        .also("E-A-01")
        .must(
            "2449-CAPA-3",
            "RFC 2449 section 5",
            "CAPA is a multi-line reply, and the next reply follows",
            CapabilityCases::capaIsMultiLine)
        .must(
            "2449-CAPA-5",
            "RFC 2449 section 5",
            "What is announced before the login is announced after it, STLS aside",
            CapabilityCases::announcementsStay)
        .needing(LOGIN)
        .also("A-56")
        .must(
            "2449-CAPA-6",
            "RFC 2449 section 5",
            "Only the arguments of LOGIN-DELAY and EXPIRE change by the login",
            CapabilityCases::argumentsStay)
        .needing(LOGIN)
        .must(
            "2449-CAPA-11",
            "RFC 2449 section 9",
            "A capability that isn't registered begins with X",
            CapabilityCases::unregisteredBeginWithX)
        .must(
            "2449-GRAM-2",
            "RFC 2449 section 3",
            "A line of CAPA is a tag without a dot, and arguments one space apart",
            CapabilityCases::linesAreWellFormed)
        .must(
            "2449-LEN-4",
            "RFC 2449 section 5",
            "A line of CAPA has at most 512 octets with CRLF",
            CapabilityCases::linesAreShort)
        .must(
            "2449-TOP-1",
            "RFC 2449 section 6.1",
            "TOP works if it is announced",
            lab -> {
              lab.requireTag("TOP");
              lab.loginHaving(1).okList("TOP 1 0");
            })
        .needing(LOGIN)
        .must(
            "2449-UIDL-1",
            "RFC 2449 section 6.8",
            "UIDL works if it is announced",
            lab -> {
              lab.requireTag("UIDL");
              lab.login().okList("UIDL");
            })
        .needing(LOGIN)
        .must(
            "2449-USER-1",
            "RFC 2449 section 6.2",
            "USER works if, and only if, it is announced",
            CapabilityCases::userIsAnnounced)
        .needing(LOGIN)
        .must(
            "2449-RC-5",
            "RFC 2449 section 6.4",
            "Response codes are sent only where RESP-CODES is announced",
            CapabilityCases::codesAreAnnounced)
        .needing(LOGIN)
        .must(
            "2449-DLY-2",
            "RFC 2449 section 6.5",
            "LOGIN-DELAY has a number of seconds, and perhaps USER",
            lab -> checkArguments(lab, "LOGIN-DELAY", NUMBER))
        .must(
            "2449-DLY-3",
            "RFC 2449 section 6.5",
            "LOGIN-DELAY before the login is the largest that a user may have",
            CapabilityCases::delayBeforeLoginIsLargest)
        .needing(LOGIN)
        .must(
            "2449-EXP-6",
            "RFC 2449 section 6.7",
            "EXPIRE has a number of days or NEVER, and perhaps USER",
            lab -> checkArguments(lab, "EXPIRE", Pattern.compile("[0-9]+|NEVER")))
        .must(
            "2449-EXP-4",
            "RFC 2449 section 6.7",
            "EXPIRE before the login is the smallest that a user may have",
            CapabilityCases::expireBeforeLoginIsSmallest)
        .needing(LOGIN)
        .should(
            "2449-DLY-1",
            "RFC 2449 section 6.5",
            "A LOGIN-DELAY that is announced is enforced",
            CapabilityCases::delayIsEnforced)
        .needing(LOGIN)
        .should(
            "2449-DLY-4",
            "RFC 2449 section 6.5",
            "After the login LOGIN-DELAY and EXPIRE have no USER behind their value",
            CapabilityCases::exactAfterLogin)
        .needing(LOGIN)
        .also("2449-EXP-5")
        .should(
            "2449-CAPA-8",
            "RFC 2449 section 5",
            "STLS, UTF8 and LANG do not work where they aren't announced",
            CapabilityCases::unannouncedDoesNotWork)
        .should(
            "3206-AUTH-4",
            "RFC 3206 section 5",
            "The response code AUTH is sent only where AUTH-RESP-CODE is announced",
            CapabilityCases::authCodeIsAnnounced)
        .needing(LOGIN)
        .may(
            "2449-IMPL-1",
            "RFC 2449 section 6.9",
            "IMPLEMENTATION names something",
            CapabilityCases::implementationHasName)
        .house(
            "A-30",
            "A login that comes too soon is refused with [LOGIN-DELAY]",
            CapabilityCases::delaySaysWhy)
        .needing(LOGIN)
        .also("2449-RC-7")
        .house(
            "A-55",
            "EXPIRE NEVER is announced, and IMPLEMENTATION after the login only, as one word",
            CapabilityCases::standingAnnouncements)
        .needing(LOGIN)
        .cases();
  }

  private static void worksInBothStates(Lab lab) {
    lab.requireCapa();
    lab.open().okList("CAPA");
    Dialogue session = lab.login();
    session.okList("CAPA");
    Expect.requireInStep(session, "CAPA");
  }

  /** Asks by itself: a CAPA that can't be read leaves the suite without facts. */
  private static void capaIsMultiLine(Lab lab) {
    Dialogue session = lab.open();
    if (!session.askList("CAPA").positive()) {
      throw Undecided.notApplicable("CAPA is not supported");
    }
    session.quit();
  }

  private static void announcementsStay(Lab lab) {
    Set<String> missing = new TreeSet<>(lab.requireCapa().tags());
    missing.removeAll(lab.requireCapaInTransaction().tags());
    missing.remove("STLS");
    Expect.that(
        missing.isEmpty(), "after the login all tags from before but STLS", "missing: " + missing);
  }

  private static void argumentsStay(Lab lab) {
    Capabilities after = lab.requireCapaInTransaction();
    Capabilities before = lab.requireCapa();
    for (String tag : before.tags()) {
      if (!tag.equals("LOGIN-DELAY") && !tag.equals("EXPIRE") && after.has(tag)) {
        Expect.equal(
            "arguments of " + tag + " after the login",
            before.arguments(tag),
            after.arguments(tag));
      }
    }
  }

  private static void unregisteredBeginWithX(Lab lab) {
    Set<String> tags = new TreeSet<>(lab.requireCapa().tags());
    lab.facts().transaction().ifPresent(after -> tags.addAll(after.tags()));
    tags.removeAll(REGISTERED);
    tags.removeIf(tag -> tag.startsWith("X"));
    Expect.that(tags.isEmpty(), "registered tags, or tags that begin with X", tags.toString());
  }

  private static void linesAreWellFormed(Lab lab) {
    for (String line : capaLines(lab)) {
      Expect.that(LINE.matcher(line).matches(), "tag *(SP argument)", Octets.show(line));
    }
  }

  private static void linesAreShort(Lab lab) {
    for (String line : capaLines(lab)) {
      Expect.that(
          line.length() <= LONGEST_LINE,
          "at most 512 octets with CRLF",
          line.length() + 2 + " octets: " + Octets.show(line));
    }
  }

  private static List<String> capaLines(Lab lab) {
    lab.requireCapa();
    List<String> lines = new ArrayList<>(lab.open().okList("CAPA").lines());
    if (lab.facts().transaction().isPresent()) {
      lines.addAll(lab.login().okList("CAPA").lines());
    }
    return lines;
  }

  private static void userIsAnnounced(Lab lab) {
    boolean announced = lab.requireCapa().has("USER");
    Reply reply = lab.open().ask("USER " + lab.user());
    Expect.that(
        reply.positive() == announced,
        (announced ? "+OK" : "-ERR") + " to USER, as CAPA says",
        reply.shown());
  }

  private static void codesAreAnnounced(Lab lab) {
    provokeCodes(lab);
    Set<String> codes = new TreeSet<>(lab.record().codes());
    if (codes.isEmpty()) {
      throw Undecided.notApplicable("no response code was seen");
    }
    Expect.that(lab.announces("RESP-CODES"), "RESP-CODES in CAPA", "codes " + codes);
  }

  private static void authCodeIsAnnounced(Lab lab) {
    provokeCodes(lab);
    if (lab.record().codes().stream().noneMatch(code -> code.startsWith("AUTH"))) {
      throw Undecided.notApplicable("no response code AUTH was seen");
    }
    Expect.that(lab.announces("AUTH-RESP-CODE"), "AUTH-RESP-CODE in CAPA", "a reply with [AUTH]");
  }

  /** A failed login and a second session, where servers like to send codes. */
  private static void provokeCodes(Lab lab) {
    Dialogue first = lab.login();
    lab.logIn(lab.open());
    first.quit();
    if (lab.target().missing(Set.of(Need.FAILED_LOGINS)).isEmpty()) {
      Dialogue second = lab.open();
      if (second.ask("USER " + lab.user()).positive()) {
        LoginWay.pass(second, LoginWay.other(lab.password()));
      }
    }
  }

  private static void checkArguments(Lab lab, String tag, Pattern value) {
    lab.requireTag(tag);
    for (Optional<Capabilities> state :
        List.of(lab.facts().authorization(), lab.facts().transaction())) {
      state.flatMap(c -> c.arguments(tag)).ifPresent(given -> check(tag, given, value));
    }
  }

  private static void check(String tag, List<String> given, Pattern value) {
    boolean kept =
        !given.isEmpty()
            && value.matcher(given.get(0)).matches()
            && (given.size() == 1 || given.subList(1, given.size()).equals(List.of("USER")));
    Expect.that(kept, value.pattern() + " [USER]", tag + " " + String.join(" ", given));
  }

  private static void delayBeforeLoginIsLargest(Lab lab) {
    long before = value(lab.requireCapa(), "LOGIN-DELAY");
    long after = value(lab.requireCapaInTransaction(), "LOGIN-DELAY");
    Expect.that(before >= after, "at least " + after + " before the login", before + "");
  }

  private static void expireBeforeLoginIsSmallest(Lab lab) {
    long before = value(lab.requireCapa(), "EXPIRE");
    long after = value(lab.requireCapaInTransaction(), "EXPIRE");
    Expect.that(before <= after, "at most " + after + " before the login", before + "");
  }

  private static long value(Capabilities capabilities, String tag) {
    String value =
        capabilities
            .arguments(tag)
            .flatMap(arguments -> arguments.stream().findFirst())
            .orElseThrow(() -> Undecided.notApplicable(tag + " is not announced in both states"));
    if (value.toUpperCase(Locale.ROOT).equals("NEVER")) {
      return Long.MAX_VALUE;
    }
    if (!NUMBER.matcher(value).matches() || value.length() > 18) {
      throw Undecided.notApplicable(tag + " has no readable value: " + Octets.show(value));
    }
    return Long.parseLong(value);
  }

  private static void delayIsEnforced(Lab lab) {
    if (value(lab.requireCapa(), "LOGIN-DELAY") == 0) {
      throw Undecided.notApplicable("LOGIN-DELAY is 0");
    }
    lab.login().quit();
    Reply reply = lab.tryLogIn(lab.open(), lab.facts().way());
    Expect.that(!reply.positive(), "-ERR to a login within LOGIN-DELAY", reply.shown());
  }

  private static void delaySaysWhy(Lab lab) {
    if (value(lab.requireCapa(), "LOGIN-DELAY") == 0) {
      throw Undecided.notApplicable("LOGIN-DELAY is 0");
    }
    lab.login().quit();
    Reply reply = lab.tryLogIn(lab.open(), lab.facts().way());
    Expect.that(
        !reply.positive() && reply.hasCode("LOGIN-DELAY"), "-ERR [LOGIN-DELAY]", reply.shown());
  }

  private static void standingAnnouncements(Lab lab) {
    Capabilities before = lab.requireCapa();
    Capabilities after = lab.requireCapaInTransaction();
    Expect.equal("EXPIRE", Optional.of(List.of("NEVER")), before.arguments("EXPIRE"));
    Expect.that(
        !before.has("IMPLEMENTATION"), "no IMPLEMENTATION before the login", before.toString());
    int words = after.arguments("IMPLEMENTATION").map(List::size).orElse(1);
    Expect.equal("words of IMPLEMENTATION", 1, words);
  }

  private static void exactAfterLogin(Lab lab) {
    Capabilities after = lab.requireCapaInTransaction();
    List<String> varying = new ArrayList<>();
    for (String tag : List.of("LOGIN-DELAY", "EXPIRE")) {
      if (after.arguments(tag).filter(a -> a.contains("USER")).isPresent()) {
        varying.add(tag);
      }
    }
    if (!after.has("LOGIN-DELAY") && !after.has("EXPIRE")) {
      throw Undecided.notApplicable("neither LOGIN-DELAY nor EXPIRE is announced");
    }
    Expect.that(varying.isEmpty(), "no USER behind the value", varying.toString());
  }

  private static void unannouncedDoesNotWork(Lab lab) {
    Capabilities announced = lab.requireCapa();
    List<String> commands = new ArrayList<>();
    for (String tag : List.of("STLS", "UTF8", "LANG")) {
      if (!announced.has(tag)) {
        commands.add(tag);
      }
    }
    if (commands.isEmpty()) {
      throw Undecided.notApplicable("all of them are announced");
    }
    Expect.refusedBeforeLogin(lab, commands);
  }

  private static void implementationHasName(Lab lab) {
    lab.requireTag("IMPLEMENTATION");
    for (Optional<Capabilities> state :
        List.of(lab.facts().authorization(), lab.facts().transaction())) {
      state
          .flatMap(c -> c.arguments("IMPLEMENTATION"))
          .ifPresent(a -> Expect.that(!a.isEmpty(), "IMPLEMENTATION SP token", "no token"));
    }
  }
}
