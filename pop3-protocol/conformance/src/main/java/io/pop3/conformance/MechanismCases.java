package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.conformance.internal.wire.Reply.Status;
import io.pop3.protocol.digest.CramMd5Digest;
import io.pop3.protocol.model.ApopTimestamp;
import io.pop3.protocol.model.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The other SASL mechanisms: CRAM-MD5, LOGIN, EXTERNAL, OAUTHBEARER, XOAUTH2. */
final class MechanismCases {

  private static final int CHALLENGES = 8;

  private MechanismCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("Other SASL mechanisms", LOGIN)
        .must(
            "2195-CHAL-1",
            "RFC 2195 section 2",
            "The challenge of CRAM-MD5 is a message id, another one each time",
            MechanismCases::challengeIsFresh)
        .must(
            "2195-RESP-2",
            "RFC 2195 section 2",
            "CRAM-MD5 with the right digest opens the maildrop, and not with a wrong one",
            MechanismCases::digestDecides)
        .needing(FAILED_LOGINS)
        .must(
            "5034-IR-3",
            "RFC 5034 section 4",
            "CRAM-MD5 with an initial response is refused",
            lab -> {
              lab.requireMechanism("CRAM-MD5");
              Expect.refusedBeforeLogin(lab, List.of("AUTH CRAM-MD5 =", "AUTH CRAM-MD5 dGVzdA=="));
            })
        .also("2195-CHAL-2", "E-S-05")
        .must(
            "4422-EXT-2",
            "RFC 4422 appendix A",
            "EXTERNAL without a client certificate is refused",
            MechanismCases::externalNeedsCertificate)
        .also("4422-EXT-3")
        .must(
            "7628-ERR-1",
            "RFC 7628 section 3.2.2",
            "A wrong token is told by a JSON challenge, and refused after its answer",
            lab -> {
              String message = "n,a=" + lab.user() + ",\u0001auth=Bearer wrong\u0001\u0001";
              wrongToken(lab, "OAUTHBEARER", message, "AQ==");
            })
        .needing(FAILED_LOGINS)
        .also("7628-ERR-3", "E-S-28")
        .must(
            "XOA2-ERR-1",
            "the vendors' description of XOAUTH2",
            "A wrong token is told by a JSON challenge, and refused after an empty line",
            lab -> {
              String message = "user=" + lab.user() + "\u0001auth=Bearer wrong\u0001\u0001";
              wrongToken(lab, "XOAUTH2", message, "");
            })
        .needing(FAILED_LOGINS)
        .must(
            "7628-TLS-1",
            "RFC 7628 section 3",
            "Tokens are not asked for without TLS",
            MechanismCases::noTokensInCleartext)
        .also("XOA2-TLS-1")
        .may(
            "LOGIN-4",
            "draft-murchison-sasl-login section 2.2",
            "LOGIN asks by \"Username:\" and \"Password:\", and opens the maildrop",
            MechanismCases::loginAsksByTheUsualPrompts)
        .house(
            "A-47",
            "After the JSON challenge any line ends the exchange with -ERR [AUTH]",
            lab -> {
              String message = "n,a=" + lab.user() + ",\u0001auth=Bearer wrong\u0001\u0001";
              Reply reply = wrongToken(lab, "OAUTHBEARER", message, "not base64!");
              Expect.that(reply.hasCode("AUTH"), "-ERR [AUTH]", reply.shown());
            })
        .needing(FAILED_LOGINS)
        .house(
            "A-42",
            "LOGIN takes the name as an initial response too",
            MechanismCases::loginTakesInitialResponse)
        .cases();
  }

  private static String challenge(Lab lab, Dialogue session) {
    lab.requireMechanism("CRAM-MD5");
    Reply reply = SaslCases.start(session, "AUTH CRAM-MD5");
    Dialogue.requireChallenge(reply);
    return ScramExchange.decoded(reply);
  }

  private static void challengeIsFresh(Lab lab) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < CHALLENGES; i++) {
      Dialogue session = lab.open();
      String challenge = challenge(lab, session);
      Expect.that(ApopTimestamp.isValid(challenge), "<dot-atom@domain>", Octets.show(challenge));
      Expect.that(seen.add(challenge), CHALLENGES + " different challenges", "again: " + challenge);
      session.close();
    }
  }

  private static void digestDecides(Lab lab) {
    Dialogue wrong = lab.open();
    Dialogue.requireNegative(
        answerChallenge(lab, wrong, challenge(lab, wrong), LoginWay.other(lab.password())));
    Dialogue right = lab.open();
    Dialogue.requirePositive(answerChallenge(lab, right, challenge(lab, right), lab.password()));
    Listings.stat(right);
    right.quit();
  }

  private static Reply answerChallenge(Lab lab, Dialogue session, String challenge, Secret secret) {
    String digest = CramMd5Digest.of(Octets.bytes(challenge), secret);
    return SaslCases.respond(session, LoginWay.base64(lab.user() + " " + digest));
  }

  private static void externalNeedsCertificate(Lab lab) {
    SaslCases.requireSasl(lab);
    Dialogue session = lab.open();
    Reply reply = SaslCases.start(session, "AUTH EXTERNAL =");
    Dialogue.requireNegative(reply);
    session.err("STAT");
  }

  private static void noTokensInCleartext(Lab lab) {
    lab.dialCleartext();
    List<String> tokens =
        lab.facts().initial().map(Capabilities::mechanisms).orElse(List.of()).stream()
            .filter(name -> name.equals("OAUTHBEARER") || name.equals("XOAUTH2"))
            .toList();
    Expect.that(tokens.isEmpty(), "neither OAUTHBEARER nor XOAUTH2", tokens.toString());
  }

  private static Reply wrongToken(Lab lab, String mechanism, String message, String answer) {
    lab.requireMechanism(mechanism);
    Dialogue session = lab.open();
    Dialogue.requireChallenge(SaslCases.start(session, "AUTH " + mechanism));
    Reply error = SaslCases.respond(session, LoginWay.base64(message));
    String json = error.status() == Status.CONTINUE ? ScramExchange.decoded(error) : "";
    Expect.that(
        json.startsWith("{") && json.contains("\"status\""),
        "a challenge of JSON with a status",
        error.status() == Status.CONTINUE ? Octets.show(json) : error.shown());
    Reply refusal = Dialogue.requireNegative(SaslCases.respond(session, answer));
    session.err("STAT");
    return refusal;
  }

  private static void loginAsksByTheUsualPrompts(Lab lab) {
    lab.requireMechanism("LOGIN");
    Dialogue session = lab.open();
    requirePrompt("Username:", SaslCases.start(session, "AUTH LOGIN"));
    requirePrompt("Password:", SaslCases.respond(session, LoginWay.base64(lab.user())));
    logInWithPassword(lab, session);
  }

  private static void loginTakesInitialResponse(Lab lab) {
    lab.requireMechanism("LOGIN");
    Dialogue session = lab.open();
    String line = "AUTH LOGIN " + LoginWay.base64(lab.user());
    Dialogue.requireChallenge(SaslCases.start(session, line));
    logInWithPassword(lab, session);
  }

  private static void logInWithPassword(Lab lab, Dialogue session) {
    String password = LoginWay.base64(LoginWay.octets(lab.password()));
    Dialogue.requirePositive(SaslCases.respond(session, password));
    session.quit();
  }

  private static void requirePrompt(String prompt, Reply reply) {
    Dialogue.requireChallenge(reply);
    Expect.equal("prompt", prompt, ScramExchange.decoded(reply));
  }
}
