package io.pop3.conformance;

import static io.pop3.conformance.toy.ToyServer.PASSWORD;
import static io.pop3.conformance.toy.ToyServer.USER;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyBehavior.ScramCheck;
import io.pop3.conformance.toy.ToySession;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What servers get wrong about AUTH. */
final class SaslFaults {

  private SaslFaults() {}

  static Stream<Fault> all() {
    return Stream.of(framework(), base64(), plain(), scram(), others()).flatMap(s -> s);
  }

  private static Stream<Fault> framework() {
    return Stream.of(
        mechanisms("announces what it does not have", "5034-CAPA-1", "PLAIN", "GSSAPI"),
        Fault.announcing(
            "has no SASL after the login",
            true,
            right -> right.stream().filter(line -> !line.startsWith("SASL")).toList(),
            "5034-CAPA-3",
            "2449-CAPA-5"),
        mechanisms("writes mechanisms in lower case", "4422-NAME-1", "plain"),
        mechanisms("has PLAIN alone", "5034-MTI-5", "PLAIN"),
        mechanisms("has ANONYMOUS", "4505-DEF-1", "PLAIN", "ANONYMOUS"),
        Fault.insteadIf(true, "AUTH PLAIN", "+ ", "5034-AUTH-3"),
        Fault.instead("AUTH FOO", "+ ", "5034-AUTH-5"),
        Fault.instead("auth plain", "-ERR unknown", "5034-AUTH-6"),
        Fault.of(
            "asks by a lone plus",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return line.equals("AUTH PLAIN") ? Optional.of("+") : Optional.empty();
              }
            },
            "5034-CHAL-2"),
        response("hangs up at *", "*", ToyBehavior.HANG_UP, "5034-CANC-2"),
        response("takes * for a login", "*", "+OK", "5034-CANC-2"),
        response("hangs up at =", "=", ToyBehavior.HANG_UP, "E-S-08"),
        response("takes = for a response", "=", "+OK", "E-S-08"),
        response("runs QUIT within an exchange", "QUIT", "+OK bye", "E-S-12"),
        Fault.of(
            "reads short responses only",
            new ToyBehavior() {
              @Override
              protected int longestSaslLine() {
                return 512;
              }
            },
            "5034-B64-4"),
        Fault.of(
            "hangs up at a very long response",
            new ToyBehavior() {
              @Override
              protected Optional<String> insteadOfSasl(
                  ToySession session, String mechanism, String response) {
                return response.length() > 65_536 ? Optional.of(HANG_UP) : Optional.empty();
              }
            },
            "A-39"),
        Fault.instead("AUTH PLAIN =", "+ ", "5034-AUTH-2"),
        response("takes a cancelled exchange for wrong credentials", "*", "-ERR [AUTH] no", "A-48"),
        Fault.instead("AUTH", "-ERR which mechanism?", "A-41"),
        Fault.instead("AUTH PLAIN a b", "+ ", "E-A-09"));
  }

  private static Fault mechanisms(String name, String caughtBy, String... mechanisms) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected List<String> mechanisms(boolean tls) {
            return List.of(mechanisms);
          }
        },
        caughtBy);
  }

  private static Fault response(String name, String response, String reply, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected Optional<String> insteadOfSasl(
              ToySession session, String mechanism, String given) {
            return given.equals(response) ? Optional.of(reply) : Optional.empty();
          }
        },
        caughtBy);
  }

  private static Stream<Fault> base64() {
    return Stream.of(
        decoder(
            "does without padding", s -> Octets.text(Base64.getDecoder().decode(s)), "5034-B64-1"),
        decoder(
            "skips foreign characters",
            s -> Octets.text(Base64.getMimeDecoder().decode(s)),
            "5034-B64-3"),
        decoder(
            "trims responses",
            s -> Octets.text(Base64.getDecoder().decode(s.trim())),
            "5034-B64-3"),
        decoder(
            "ignores unused bits",
            s -> {
              if (s.length() % 4 != 0) {
                throw new IllegalArgumentException(s);
              }
              return Octets.text(Base64.getDecoder().decode(s));
            },
            "A-38"));
  }

  private static Fault decoder(String name, Function<String, String> decoder, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected Optional<String> decode(String base64) {
            try {
              return Optional.of(decoder.apply(base64));
            } catch (IllegalArgumentException e) {
              return Optional.empty();
            }
          }
        },
        caughtBy);
  }

  private static Stream<Fault> plain() {
    String right = LoginWay.base64("\0" + USER + "\0" + PASSWORD);
    return Stream.of(
        Fault.instead("AUTH PLAIN " + right, "-ERR [AUTH] no", "5034-OUT-1"),
        response("refuses the password after a challenge", right, "-ERR [AUTH] no", "5034-OUT-1"),
        Fault.of(
            "takes any password",
            new ToyBehavior() {
              @Override
              protected boolean passwordMatches(String given, String password) {
                return true;
              }
            },
            "4616-VER-1",
            "1939-AUTH-2"),
        Fault.of(
            "compares passwords without their letter case",
            new ToyBehavior() {
              @Override
              protected boolean passwordMatches(String given, String password) {
                return given.equalsIgnoreCase(password);
              }
            },
            "4013-CAS-1",
            "4616-PREP-1"),
        parts("skips control characters", m -> m.replace("\u0007", ""), "4616-PREP-3"),
        authorization("takes no authorization identity", false, "4422-AZ-1"),
        authorization("takes any authorization identity", true, "4422-AZ-2", "5034-ID-2"),
        parts(
            "skips NULs", m -> m.replaceFirst("^\0+", "\0").replaceFirst("\0+$", ""), "4616-MSG-2"),
        Fault.of(
            "takes an empty password",
            new ToyBehavior() {
              @Override
              protected Optional<List<String>> plainParts(String message) {
                List<String> parts = List.of(message.split("\0", -1));
                return parts.size() == 3 ? Optional.of(parts) : Optional.empty();
              }

              @Override
              protected boolean passwordMatches(String given, String password) {
                return given.isEmpty() || given.equals(password);
              }
            },
            "4616-MSG-3"),
        parts("skips what is not UTF-8", m -> m.replaceAll("[\\x80-\\xFF]+", ""), "4616-UTF-1"));
  }

  private static Fault authorization(String name, boolean any, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected boolean mayActAs(String identity, String user) {
            return any || identity.isEmpty();
          }
        },
        caughtBy);
  }

  private static Fault parts(String name, Function<String, String> reading, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected Optional<List<String>> plainParts(String message) {
            return super.plainParts(reading.apply(message));
          }
        },
        caughtBy);
  }

  private static Stream<Fault> scram() {
    return Stream.of(
        Fault.of(
            "proves nothing",
            new ToyBehavior() {
              @Override
              protected String scramSignature(String right) {
                return LoginWay.base64("not the signature");
              }
            },
            "5802-ALG-1"),
        Fault.of(
            "proves itself on the +OK line",
            new ToyBehavior() {
              @Override
              protected boolean scramSignatureOnOkLine() {
                return true;
              }
            },
            "5034-OUT-4"),
        Fault.of(
            "has one nonce for all",
            new ToyBehavior() {
              @Override
              protected String scramNonce(long serial) {
                return "same";
              }
            },
            "5802-NONCE-1"),
        Fault.of(
            "has no nonce of its own",
            new ToyBehavior() {
              @Override
              protected String scramNonce(long serial) {
                return "";
              }
            },
            "5802-NONCE-1"),
        iterations("writes a zero in front of the count", "04096", "5802-S1-1"),
        iterations("hashes a few times only", "1024", "5802-S1-2"),
        Fault.of(
            "refuses attributes that it does not know",
            new ToyBehavior() {
              @Override
              protected boolean scramTakesExtensions() {
                return false;
              }
            },
            "5802-EXT-1"),
        unchecked(ScramCheck.FLAG, "5802-C1-2"),
        unchecked(ScramCheck.NAME_ESCAPE, "5802-C1-4"),
        unchecked(ScramCheck.MANDATORY_EXTENSION, "5802-C1-5"),
        unchecked(ScramCheck.NONCE, "5802-NONCE-3"),
        unchecked(ScramCheck.BINDING, "5802-C2-2"),
        unchecked(ScramCheck.PROOF, "5802-C2-3"),
        unchecked(ScramCheck.LAST_ANSWER, "E-S-25"),
        unchecked(ScramCheck.BINDING_UNDER_BARE_NAME, "5802-CB-7"),
        unchecked(ScramCheck.DOWNGRADE, "5802-CB-3").in(ToySetting.STLS),
        unchecked(ScramCheck.BINDING_TYPE, "5802-CB-4", "5929-UNIQ-3").in(ToySetting.STLS),
        Fault.of(
            "makes up a salt for an unknown name",
            new ToyBehavior() {
              @Override
              protected String scramSaltOfUnknown(String name, long serial) {
                return "salt " + serial;
              }
            },
            "A-44"),
        Fault.of(
                "binds to something else",
                new ToyBehavior() {
                  @Override
                  protected String scramBinding(String right) {
                    return right.length() > 10 ? "AAAA" : right;
                  }
                },
                "5929-EP-1")
            .in(ToySetting.STLS),
        Fault.of(
                "has SCRAM with -PLUS alone",
                new ToyBehavior() {
                  @Override
                  protected List<String> mechanisms(boolean tls) {
                    return List.of("PLAIN", "SCRAM-SHA-256-PLUS");
                  }
                },
                "5802-NAME-1")
            .in(ToySetting.STLS));
  }

  private static Fault iterations(String name, String count, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String scramIterations() {
            return count;
          }
        },
        caughtBy);
  }

  private static Fault unchecked(ScramCheck check, String... caughtBy) {
    return Fault.of(
        "SCRAM: does not check " + check,
        new ToyBehavior() {
          @Override
          protected boolean checks(ScramCheck each) {
            return each != check;
          }
        },
        caughtBy);
  }

  private static Stream<Fault> others() {
    return Stream.of(
        Fault.of(
            "has one CRAM-MD5 challenge for all",
            new ToyBehavior() {
              @Override
              protected String cramChallenge(long serial) {
                return "<1896.697170952@postoffice.example>";
              }
            },
            "2195-CHAL-1"),
        Fault.of(
            "has a CRAM-MD5 challenge that is no message id",
            new ToyBehavior() {
              @Override
              protected String cramChallenge(long serial) {
                return "challenge " + serial;
              }
            },
            "2195-CHAL-1"),
        Fault.of(
            "takes an initial response to CRAM-MD5",
            new ToyBehavior() {
              @Override
              protected boolean initialResponseToServerFirst() {
                return true;
              }
            },
            "5034-IR-3"),
        Fault.instead("AUTH EXTERNAL =", "+OK", "4422-EXT-2"),
        tokenRefusal("OAUTHBEARER", "7628-ERR-1").in(ToySetting.STLS),
        tokenRefusal("XOAUTH2", "XOA2-ERR-1").in(ToySetting.STLS),
        Fault.of(
            "asks for tokens without TLS",
            new ToyBehavior() {
              @Override
              protected List<String> mechanisms(boolean tls) {
                return super.mechanisms(true);
              }
            },
            "7628-TLS-1"),
        response("wants base64 after a refused token", "not base64!", "-ERR malformed", "A-47")
            .in(ToySetting.STLS),
        Fault.instead("AUTH LOGIN", "+ " + LoginWay.base64("User Name"), "LOGIN-4"),
        Fault.instead("AUTH LOGIN " + LoginWay.base64(USER), "-ERR not here", "A-42"));
  }

  private static Fault tokenRefusal(String refusing, String caughtBy) {
    return Fault.of(
        refusing + ": refuses a token at once",
        new ToyBehavior() {
          @Override
          protected Optional<String> insteadOfSasl(
              ToySession session, String mechanism, String response) {
            return mechanism.equals(refusing) ? Optional.of("-ERR [AUTH] no") : Optional.empty();
          }
        },
        caughtBy);
  }
}
