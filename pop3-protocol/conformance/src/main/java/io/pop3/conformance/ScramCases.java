package io.pop3.conformance;

import static io.pop3.conformance.Need.FAILED_LOGINS;
import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.conformance.internal.wire.Reply.Status;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** SASL SCRAM, under whichever hash is announced first. */
final class ScramCases {

  private static final int LEAST_ITERATIONS = 4096;
  private static final int EXCHANGES = 4;
  private static final Pattern NONCE = Pattern.compile("[!-+\\--~]+");

  private ScramCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("SASL SCRAM", LOGIN)
        .must(
            "5802-ALG-1",
            "RFC 5802 section 3",
            "The right proof opens the maildrop, and the server proves that it knows the password",
            ScramCases::rightProofLogsIn)
        .also("7677-ALG-1")
        .must(
            "5034-OUT-4",
            "RFC 5034 section 4",
            "The server's proof comes as a challenge, not on the +OK line",
            ScramCases::proofComesAsChallenge)
        .also("4422-DATA-1", "A-43")
        .must(
            "5802-C2-3",
            "RFC 5802 section 3",
            "A wrong proof is refused",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", "");
              refusedOrWithdrawn(exchange.last("n,,", "", exchange.wrongProof()), exchange);
            })
        .needing(FAILED_LOGINS)
        .also("5802-S2-2")
        .must(
            "5802-S1-1",
            "RFC 5802 section 5.1",
            "The server's first message is r=, s= in base64 and i= without a zero in front",
            lab -> begin(lab).first("n,,", ""))
        .must(
            "5802-NONCE-1",
            "RFC 5802 section 5.1",
            "The server adds its own printable nonce to the client's, another one each time",
            ScramCases::nonceIsFresh)
        .must(
            "5802-NONCE-3",
            "RFC 5802 section 5.1",
            "A last message with another nonce is refused",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", "");
              exchange.spoilNonce();
              refusedOrWithdrawn(exchange.last("n,,", "", exchange.proof("n,,", "")), exchange);
            })
        .needing(FAILED_LOGINS)
        .must(
            "5802-C1-2",
            "RFC 5802 section 5",
            "A first message that begins with something else than n, y or p is refused",
            lab -> refusedFirst(lab, "x,,", ""))
        .needing(FAILED_LOGINS)
        .must(
            "5802-C1-4",
            "RFC 5802 section 5.1",
            "A name with an \"=\" that stands for nothing is refused",
            lab -> refusedRaw(lab, "n,,n=a=41,r=fyko"))
        .needing(FAILED_LOGINS)
        .must(
            "5802-C1-5",
            "RFC 5802 section 5.1",
            "A first message with an m attribute is refused",
            lab -> refusedRaw(lab, "n,,m=x,n=" + lab.user() + ",r=fyko"))
        .needing(FAILED_LOGINS)
        .must(
            "5802-C2-2",
            "RFC 5802 section 6",
            "A last message whose c= doesn't repeat the GS2 header is refused",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", "");
              refusedOrWithdrawn(exchange.last("y,,", "", exchange.proof("y,,", "")), exchange);
            })
        .needing(FAILED_LOGINS)
        .must(
            "5802-EXT-1",
            "RFC 5802 section 5.1",
            "Attributes that aren't known are ignored, but hashed",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", ",x=foo");
              finish(exchange, exchange.last("n,,", ",y=bar", exchange.proof("n,,", ",y=bar")));
            })
        .must(
            "5802-CB-7",
            "RFC 5802 section 6",
            "Channel binding data under a name without -PLUS is refused",
            lab -> refusedFirst(lab, "p=tls-server-end-point,,", ""))
        .needing(FAILED_LOGINS)
        .must(
            "5802-CB-3",
            "RFC 5802 section 6",
            "\"y\" is refused where -PLUS is announced: someone has removed it from the list",
            lab -> {
              plusMechanism(lab);
              ScramExchange exchange = begin(lab);
              if (exchange.start("y,,", "").status() == Status.CONTINUE) {
                exchange.readServerFirst();
                refusedOrWithdrawn(exchange.last("y,,", "", exchange.proof("y,,", "")), exchange);
              }
            })
        .needing(FAILED_LOGINS)
        .also("E-S-23")
        .must(
            "5802-CB-4",
            "RFC 5802 section 6",
            "A channel binding type that doesn't exist is refused",
            lab -> {
              ScramExchange exchange = new ScramExchange(lab, openPlus(lab), plusMechanism(lab));
              Dialogue.requireNegative(exchange.start("p=tls-foo,,", ""));
            })
        .needing(FAILED_LOGINS)
        .also("E-S-24")
        .must(
            "5929-UNIQ-3",
            "RFC 8446 appendix C.5",
            "The channel binding type tls-unique is refused under TLS 1.3",
            lab -> {
              ScramExchange exchange = new ScramExchange(lab, openPlus(lab), plusMechanism(lab));
              if (!exchange.session().link().tlsSession().getProtocol().equals("TLSv1.3")) {
                throw Undecided.notApplicable("TLS 1.3 is not agreed on");
              }
              Dialogue.requireNegative(exchange.start("p=tls-unique,,", ""));
            })
        .needing(FAILED_LOGINS)
        .must(
            "5929-EP-1",
            "RFC 5929 section 4.1",
            "The binding data of tls-server-end-point is the hash of the certificate",
            ScramCases::endPointBinds)
        .should(
            "5802-S1-2",
            "RFC 5802 section 5.1",
            "The iteration count is at least 4096",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", "");
              Expect.that(
                  exchange.iterations() >= LEAST_ITERATIONS,
                  "an iteration count of 4096 or more",
                  "i=" + exchange.iterations());
            })
        .also("7677-ITER-1")
        .should(
            "5802-NAME-1",
            "RFC 5802 section 4",
            "Where a -PLUS mechanism is announced, the bare one is too",
            lab -> {
              String plus = plusMechanism(lab);
              String bare = plus.replace("-PLUS", "");
              Expect.that(
                  mechanisms(lab).contains(bare), bare + " in CAPA", mechanisms(lab).toString());
            })
        .house(
            "A-44",
            "An unknown name gets a salt, the same each time, and fails at the proof",
            ScramCases::unknownNameFailsLate)
        .needing(FAILED_LOGINS)
        .house(
            "E-S-25",
            "The server's proof is answered by an empty line, and by nothing else",
            lab -> {
              ScramExchange exchange = begin(lab);
              exchange.first("n,,", "");
              Reply proof = exchange.last("n,,", "", exchange.proof("n,,", ""));
              Dialogue.requireChallenge(proof);
              Dialogue.requireNegative(exchange.answer("AAAA"));
            })
        .needing(FAILED_LOGINS)
        .cases();
  }

  private static List<String> mechanisms(Lab lab) {
    SaslCases.requireSasl(lab);
    return lab.requireCapa().mechanisms();
  }

  private static ScramExchange begin(Lab lab) {
    String mechanism =
        mechanisms(lab).stream()
            .filter(name -> name.matches("SCRAM-SHA-(1|256|512)"))
            .findFirst()
            .orElseThrow(() -> Undecided.notApplicable("no SASL SCRAM is announced"));
    lab.requireOpenToAccount(mechanism);
    return new ScramExchange(lab, lab.open(), mechanism);
  }

  private static String plusMechanism(Lab lab) {
    String mechanism =
        mechanisms(lab).stream()
            .filter(name -> name.matches("SCRAM-SHA-(1|256|512)-PLUS"))
            .findFirst()
            .orElseThrow(() -> Undecided.notApplicable("no SASL SCRAM with -PLUS is announced"));
    lab.requireOpenToAccount(mechanism);
    return mechanism;
  }

  private static Dialogue openPlus(Lab lab) {
    plusMechanism(lab);
    return lab.open();
  }

  private static void rightProofLogsIn(Lab lab) {
    ScramExchange exchange = begin(lab);
    exchange.first("n,,", "");
    finish(exchange, exchange.last("n,,", "", exchange.proof("n,,", "")));
  }

  /** The server's proof must be right, and after an empty line the session is in TRANSACTION. */
  private static void finish(ScramExchange exchange, Reply proof) {
    Expect.that(
        proof.status() == Status.CONTINUE
            && ScramExchange.decoded(proof).equals("v=" + exchange.signature()),
        "a challenge with v= and the right signature",
        proof.status() == Status.CONTINUE
            ? Octets.show(ScramExchange.decoded(proof))
            : proof.shown());
    Dialogue.requirePositive(exchange.answer(""));
    Listings.stat(exchange.session());
    exchange.session().quit();
  }

  private static void proofComesAsChallenge(Lab lab) {
    ScramExchange exchange = begin(lab);
    exchange.first("n,,", "");
    Reply proof = exchange.last("n,,", "", exchange.proof("n,,", ""));
    Dialogue.requireChallenge(proof);
    Reply outcome = Dialogue.requirePositive(exchange.answer(""));
    Expect.that(
        !outcome.text().contains(LoginWay.base64("v=" + exchange.signature())),
        "+OK without SASL data",
        outcome.shown());
  }

  /** A server may refuse at once, or send e= as a challenge and refuse the answer to it. */
  private static void refusedOrWithdrawn(Reply reply, ScramExchange exchange) {
    Reply outcome = reply;
    if (reply.status() == Status.CONTINUE) {
      Expect.that(
          ScramExchange.decoded(reply).startsWith("e="), "-ERR or a challenge e=", reply.shown());
      outcome = exchange.answer("");
    }
    Dialogue.requireNegative(outcome);
    exchange.session().err("STAT");
  }

  private static void refusedFirst(Lab lab, String gs2, String extension) {
    ScramExchange exchange = begin(lab);
    Reply reply = exchange.start(gs2, extension);
    refusedOrWithdrawn(reply, exchange);
  }

  private static void refusedRaw(Lab lab, String message) {
    ScramExchange exchange = begin(lab);
    refusedOrWithdrawn(exchange.send(message), exchange);
  }

  private static void nonceIsFresh(Lab lab) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < EXCHANGES; i++) {
      ScramExchange exchange = begin(lab);
      exchange.first("n,,", "");
      String own = exchange.serverNonce();
      Expect.that(
          NONCE.matcher(own).matches(), "a printable nonce without commas", Octets.show(own));
      Expect.that(seen.add(own), EXCHANGES + " different nonces", "again: " + own);
      exchange.session().close();
    }
  }

  private static void unknownNameFailsLate(Lab lab) {
    ScramExchange known = begin(lab);
    known.first("n,,", "");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2; i++) {
      ScramExchange unknown = begin(lab).forUser(LoginCases.UNKNOWN);
      unknown.first("n,,", "");
      seen.add(unknown.salt() + ", i=" + unknown.iterations());
      Expect.equal("iterations for an unknown name", known.iterations(), unknown.iterations());
      refusedOrWithdrawn(unknown.last("n,,", "", unknown.proof("n,,", "")), unknown);
      unknown.session().close();
    }
    Expect.that(seen.size() == 1, "one salt for one unknown name", seen.toString());
  }

  private static void endPointBinds(Lab lab) {
    ScramExchange exchange = new ScramExchange(lab, openPlus(lab), plusMechanism(lab));
    String gs2 = "p=tls-server-end-point,,";
    Reply reply = exchange.start(gs2, "");
    if (reply.status() != Status.CONTINUE) {
      throw Undecided.notApplicable("tls-server-end-point is not supported");
    }
    try {
      exchange.readServerFirst();
    } catch (Discrepancy e) {
      throw Undecided.notApplicable("tls-server-end-point is not supported");
    }
    String data = exchange.endPointData();
    finish(exchange, exchange.lastBound(gs2, data));
  }
}
