package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/** SASL PLAIN. */
final class PlainCases {

  /** U+00AD, which SASLprep maps to nothing. */
  private static final String SOFT_HYPHEN = "\u00C2\u00AD";

  private PlainCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("SASL PLAIN", LOGIN)
        .must(
            "5034-OUT-1",
            "RFC 5034 section 4",
            "The right password opens the maildrop, as initial response and after a challenge",
            PlainCases::rightPasswordLogsIn)
        .must(
            "4616-VER-1",
            "RFC 4616 section 2",
            "A wrong password is refused",
            lab -> {
              String wrong = LoginWay.octets(LoginWay.other(lab.password()));
              refused(lab, "\0" + lab.user() + "\0" + wrong);
            })
        .needing(FAILED_LOGINS)
        .must(
            "4422-AZ-1",
            "RFC 4422 section 3.4.1",
            "The own name as authorization identity is the same as none",
            PlainCases::ownAuthorizationIdentity)
        .must(
            "4422-AZ-2",
            "RFC 4422 section 3.6",
            "The right password does not open another's maildrop",
            lab ->
                refused(
                    lab,
                    LoginCases.UNKNOWN
                        + "\0"
                        + lab.user()
                        + "\0"
                        + LoginWay.octets(lab.password())))
        .needing(FAILED_LOGINS)
        .also("A-57", "E-S-16")
        .must(
            "4616-MSG-2",
            "RFC 4616 section 2",
            "The message has exactly two NULs",
            lab -> {
              String password = LoginWay.octets(lab.password());
              refused(lab, lab.user() + password);
              refused(lab, lab.user() + "\0" + password);
              refused(lab, "\0" + lab.user() + "\0" + password + "\0");
              refused(lab, "\0\0" + lab.user() + "\0" + password);
            })
        .needing(FAILED_LOGINS)
        .also("E-S-13")
        .must(
            "4616-MSG-3",
            "RFC 4616 section 2",
            "Neither the name nor the password is empty",
            lab -> {
              refused(lab, "\0\0" + LoginWay.octets(lab.password()));
              refused(lab, "\0" + lab.user() + "\0");
              refused(lab, "");
            })
        .needing(FAILED_LOGINS)
        .must(
            "4616-UTF-1",
            "RFC 4616 section 2",
            "Octets that aren't UTF-8 are refused",
            lab -> {
              String password = LoginWay.octets(lab.password());
              for (String octets : List.of("\u00C0\u00AF", "\u00ED\u00A0\u0080", "\u00FF")) {
                refused(lab, "\0" + lab.user() + "\0" + password + octets);
                refused(lab, octets + "\0" + lab.user() + "\0" + password);
              }
            })
        .needing(FAILED_LOGINS)
        .also("E-S-15")
        .must(
            "5034-ID-2",
            "RFC 5034 section 4",
            "An authorization identity of which nothing is left after preparation is refused",
            lab ->
                refused(
                    lab, SOFT_HYPHEN + "\0" + lab.user() + "\0" + LoginWay.octets(lab.password())))
        .needing(FAILED_LOGINS)
        .must(
            "4616-PREP-3",
            "RFC 4616 section 2",
            "A control character in a name or password is refused and never skipped",
            lab -> {
              String password = LoginWay.octets(lab.password());
              refused(lab, "\0" + lab.user() + "\0" + password + "\u0007");
              refused(lab, "\0" + lab.user() + "\u0007\0" + password);
            })
        .needing(FAILED_LOGINS)
        .also("4013-PRH-1")
        .must(
            "4013-CAS-1",
            "RFC 4013 section 3",
            "A password in another letter case is refused",
            PlainCases::letterCaseCounts)
        .needing(FAILED_LOGINS)
        .should(
            "4616-PREP-1",
            "RFC 4616 section 2",
            "Passwords are prepared: a soft hyphen within is as good as none",
            PlainCases::softHyphenVanishes)
        .also("4013-MAP-1", "A-46")
        .cases();
  }

  private static void letterCaseCounts(Lab lab) {
    String password = LoginWay.octets(lab.password());
    StringBuilder swapped = new StringBuilder();
    for (int i = 0; i < password.length(); i++) {
      char c = password.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      swapped.append(letter ? (char) (c ^ 0x20) : c);
    }
    if (swapped.toString().equals(password)) {
      throw Undecided.notApplicable("the password has no ASCII letter");
    }
    refused(lab, "\0" + lab.user() + "\0" + swapped);
  }

  private static void softHyphenVanishes(Lab lab) {
    String password = LoginWay.octets(lab.password());
    String message =
        "\0" + lab.user() + "\0" + password.substring(0, 1) + SOFT_HYPHEN + password.substring(1);
    Dialogue session = SaslCases.plain(lab);
    Dialogue.requirePositive(LoginWay.plain(session, message));
    session.quit();
  }

  private static void rightPasswordLogsIn(Lab lab) {
    String message = "\0" + lab.user() + "\0" + LoginWay.octets(lab.password());
    Dialogue session = SaslCases.plain(lab);
    Dialogue.requirePositive(LoginWay.plain(session, message));
    Listings.stat(session);
    session.quit();
    Dialogue asked = SaslCases.plain(lab);
    SaslCases.start(asked, "AUTH PLAIN");
    Dialogue.requirePositive(SaslCases.respond(asked, LoginWay.base64(message)));
    Listings.stat(asked);
    asked.quit();
  }

  private static void ownAuthorizationIdentity(Lab lab) {
    String user = lab.user();
    String message = user + "\0" + user + "\0" + LoginWay.octets(lab.password());
    Dialogue session = SaslCases.plain(lab);
    Dialogue.requirePositive(LoginWay.plain(session, message));
    Listings.Drop drop = Listings.stat(session);
    session.quit();
    Expect.equal("STAT after another login", drop, Listings.stat(lab.login()));
  }

  private static void refused(Lab lab, String message) {
    Dialogue session = SaslCases.plain(lab);
    SaslCases.start(session, "AUTH PLAIN");
    String shown = message.replace(LoginWay.octets(lab.password()), "<password>");
    session.writeSecretly(LoginWay.base64(message) + "\r\n", "<base64 of " + shown + ">");
    Reply reply = session.readFirstLine("AUTH PLAIN, then a wrong message");
    Dialogue.requireNegative(reply);
    session.close();
  }
}
