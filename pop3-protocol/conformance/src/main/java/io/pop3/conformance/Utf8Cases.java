package io.pop3.conformance;

import static io.pop3.conformance.Need.DELIVERY;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;
import java.util.NavigableMap;

/** UTF-8 mode. */
final class Utf8Cases {

  private static final String PLAIN = MailRoom.sample(1);
  private static final String INTERNATIONAL =
      MailRoom.header("caf\u00C3\u00A9") + "\nna\u00C3\u00AFve\n";

  private Utf8Cases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("UTF8", LOGIN)
        .must(
            "6856-UTF8-1",
            "RFC 6856 section 2",
            "UTF8 is announced before and after the login, and accepted before it",
            lab -> {
              requireUtf8(lab);
              Expect.that(
                  lab.requireCapa().has("UTF8") && lab.requireCapaInTransaction().has("UTF8"),
                  "UTF8 in CAPA before and after the login",
                  "before: "
                      + lab.requireCapa().has("UTF8")
                      + ", after: "
                      + lab.requireCapaInTransaction().has("UTF8"));
              openUtf8(lab).quit();
            })
        .must(
            "6856-UTF8-2",
            "RFC 6856 section 2.1",
            "UTF8 takes no argument",
            lab -> {
              requireUtf8(lab);
              Expect.refusedBeforeLogin(lab, List.of("UTF8 x"));
            })
        .also("E-A-01")
        .must(
            "6856-UTF8-4",
            "RFC 6856 section 2.1",
            "Without UTF8 no header beyond ASCII is sent as it is",
            Utf8Cases::withoutModeHeadersAreAscii)
        .needing(DELIVERY)
        .also("6856-UTF8-5", "A-50")
        .must(
            "6856-RC-1",
            "RFC 6856 section 5",
            "A message that is refused for want of UTF8 is refused with [UTF8]",
            Utf8Cases::refusalSaysUtf8)
        .needing(DELIVERY)
        .must(
            "6856-UTF8-6",
            "RFC 6856 section 2.1",
            "In UTF-8 mode a message in UTF-8 is sent unchanged",
            Utf8Cases::inModeMessagesAreUnchanged)
        .needing(DELIVERY)
        .also("6856-UTF8-8")
        .must(
            "6856-UTF8-13",
            "RFC 6856 section 2.1",
            "UTF-8 mode changes nothing for messages in ASCII",
            Utf8Cases::asciiIsTheSame)
        .needing(DELIVERY)
        .should(
            "6856-UTF8-9",
            "RFC 6856 section 2.1",
            "Sizes are those of what is sent, with and without UTF-8 mode",
            Utf8Cases::sizesAreExact)
        .needing(DELIVERY)
        .may(
            "6856-UTF8-12",
            "RFC 6856 section 2.1",
            "STLS after UTF8 is refused",
            lab -> {
              requireUtf8(lab);
              Dialogue session = lab.dialForStls();
              session.ok("UTF8");
              session.err("STLS");
            })
        .also("E-T-03")
        .house(
            "A-51",
            "UTF8 after the login is refused, and a second UTF8 before it is not",
            lab -> {
              requireUtf8(lab);
              Dialogue session = openUtf8(lab);
              session.ok("UTF8");
              Dialogue.requirePositive(lab.logIn(session));
              session.err("UTF8");
              Expect.requireInStep(session, "UTF8");
            })
        .cases();
  }

  private static void requireUtf8(Lab lab) {
    lab.requireTag("UTF8");
  }

  private static Dialogue openUtf8(Lab lab) {
    Dialogue session = lab.open();
    session.ok("UTF8");
    session.expectUtf8();
    return session;
  }

  private static Dialogue loginUtf8(Lab lab) {
    return lab.login(() -> openUtf8(lab));
  }

  private static void withoutModeHeadersAreAscii(Lab lab) {
    requireUtf8(lab);
    Dialogue session = lab.loginWith(INTERNATIONAL);
    Reply reply = session.askList("RETR 1");
    if (!reply.positive()) {
      return;
    }
    String header = header(reply);
    Expect.that(Octets.isAscii(header), "-ERR, or a header in ASCII alone", Octets.show(header));
  }

  private static String header(Reply message) {
    int end = message.lines().indexOf("");
    return String.join("\r\n", end < 0 ? message.lines() : message.lines().subList(0, end));
  }

  private static void refusalSaysUtf8(Lab lab) {
    requireUtf8(lab);
    Reply reply = lab.loginWith(INTERNATIONAL).askList("RETR 1");
    if (reply.positive()) {
      throw Undecided.notApplicable("such messages are not refused");
    }
    Expect.that(reply.hasCode("UTF8"), "-ERR [UTF8]", reply.shown());
  }

  private static void inModeMessagesAreUnchanged(Lab lab) {
    requireUtf8(lab);
    lab.mail().put(INTERNATIONAL);
    Reply reply = loginUtf8(lab).okList("RETR 1");
    Expect.that(
        header(reply).contains("caf\u00C3\u00A9") && reply.lines().contains("na\u00C3\u00AFve"),
        "header and body in UTF-8 as they are stored",
        Octets.show(reply.data()));
  }

  private static void asciiIsTheSame(Lab lab) {
    requireUtf8(lab);
    Dialogue without = lab.loginWith(PLAIN);
    String expected = without.okList("RETR 1").data();
    without.quit();
    Dialogue with = loginUtf8(lab);
    Expect.equalOctets("RETR 1 in UTF-8 mode", expected, with.okList("RETR 1").data());
    with.quit();
  }

  private static void sizesAreExact(Lab lab) {
    requireUtf8(lab);
    Dialogue without = lab.loginWith(PLAIN, INTERNATIONAL);
    requireExactSizes(without);
    without.quit();
    requireExactSizes(loginUtf8(lab));
  }

  private static void requireExactSizes(Dialogue session) {
    NavigableMap<Integer, Long> sizes = Listings.scan(session);
    for (int number : List.of(1, 2)) {
      Reply reply = session.askList("RETR " + number);
      if (reply.positive()) {
        long octets = reply.data().length();
        Expect.equal("octets of RETR " + number + " in LIST", octets, sizes.get(number));
      }
    }
  }
}
