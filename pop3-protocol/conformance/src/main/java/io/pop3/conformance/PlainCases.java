package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Reply;
import java.util.List;

/** SASL PLAIN. */
final class PlainCases {

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
        .also("E-S-16")
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
        .also("E-S-02")
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
        .cases();
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
