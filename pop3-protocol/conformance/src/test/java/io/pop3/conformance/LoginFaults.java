package io.pop3.conformance;

import static io.pop3.conformance.toy.ToyServer.PASSWORD;
import static io.pop3.conformance.toy.ToyServer.USER;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyMaildrop;
import io.pop3.conformance.toy.ToySession;
import java.util.stream.Stream;

/** What servers get wrong about logins, and about one session at a time. */
final class LoginFaults {

  private LoginFaults() {}

  static Stream<Fault> all() {
    return Stream.of(logins(), digests(), locks()).flatMap(s -> s);
  }

  private static Stream<Fault> logins() {
    return Stream.of(
        Fault.instead("USER", "+OK", "1939-USER-1"),
        Fault.of(
            "logs in without USER",
            new ToyBehavior() {
              @Override
              protected boolean passNeedsUser() {
                return false;
              }
            },
            "1939-PASS-1",
            "1939-PASS-4"),
        Fault.of(
            "says +OK to PASS and stays in AUTHORIZATION",
            new ToyBehavior() {
              @Override
              protected boolean entersTransaction() {
                return false;
              }
            },
            "1939-PASS-3"),
        Fault.of(
            "keeps the name after a failed PASS",
            new ToyBehavior() {
              @Override
              protected boolean keepsNameAfterFailure() {
                return true;
              }
            },
            "1939-PASS-4"),
        Fault.of(
            "refuses every login after a failed one",
            new ToyBehavior() {
              @Override
              protected boolean failureSpoilsConnection() {
                return true;
              }
            },
            "1939-AUTH-2",
            "5034-OUT-2"),
        loginFailure("does not say [AUTH]", "-ERR no", "3206-CAPA-1", "5034-B64-4"),
        Fault.of(
            "tells of the user at PASS",
            new ToyBehavior() {
              @Override
              protected String loginFailure(String name) {
                return name.equals(USER) ? "-ERR [AUTH] wrong password" : "-ERR [AUTH] who?";
              }
            },
            "A-09"),
        Fault.of(
                "tells of the password though clear text is refused",
                new ToyBehavior() {
                  @Override
                  protected String refusedInCleartext(ToySession session, String line) {
                    String right = LoginWay.base64("\0" + USER + "\0" + PASSWORD);
                    return line.endsWith(right) ? "-ERR use TLS, please" : "-ERR use TLS";
                  }
                },
                "8314-CLR-1")
            .in(ToySetting.STLS),
        Fault.instead("USER r\u00C3\u00A9n\u00C3\u00A9", "+OK", "E-A-10").in(ToySetting.MINIMAL),
        Fault.instead("USER \u00C0\u0080", "+OK", "6856-USER-7"),
        Fault.instead("USER " + LoginCases.UNKNOWN, "-ERR no such user", "1939-SEC-1"),
        Fault.announcing(
                "offers USER without TLS", false, right -> Fault.plus(right, "USER"), "5034-MTI-3")
            .in(ToySetting.STLS),
        Fault.of(
            "trims passwords",
            new ToyBehavior() {
              @Override
              protected boolean passwordMatches(String given, String password) {
                return given.trim().equals(password);
              }
            },
            "A-07"),
        Fault.of(
            "reads passwords up to a space",
            new ToyBehavior() {
              @Override
              protected boolean passwordMatches(String given, String password) {
                return given.replaceFirst(" .*", "").equals(password);
              }
            },
            "E-A-04"),
        Fault.of(
            "keeps the name over other commands",
            new ToyBehavior() {
              @Override
              protected boolean keepsNameOverCommands() {
                return true;
              }
            },
            "A-08"),
        Fault.of(
            "lets a client fail for ever",
            new ToyBehavior() {
              @Override
              protected int failedLogins() {
                return Integer.MAX_VALUE;
              }

              @Override
              protected int badCommands() {
                return Integer.MAX_VALUE;
              }
            },
            "A-11",
            "E-C-19"));
  }

  private static Fault loginFailure(String name, String reply, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected String loginFailure(String user) {
            return reply;
          }
        },
        caughtBy);
  }

  private static Stream<Fault> digests() {
    return Stream.of(
        Fault.instead("APOP " + USER, "+OK", "1939-APOP-5"),
        Fault.instead("APOP " + USER + "...", "-ERR [AUTH] no", "1939-APOP-6"),
        digestCheck("takes any digest", true, "1939-APOP-3", "2195-RESP-2"),
        digestCheck("takes no digest", false, "1939-APOP-6", "2195-RESP-2"),
        Fault.of(
            "compares digests by case",
            new ToyBehavior() {
              @Override
              protected boolean digestMatches(String given, String right) {
                return given.equals(right);
              }
            },
            "A-49"),
        Fault.instead("PASS " + PASSWORD, "+OK welcome", "1939-APOP-8").in(ToySetting.DIGESTS));
  }

  private static Fault digestCheck(String name, boolean match, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected boolean digestMatches(String given, String right) {
            return match;
          }
        },
        caughtBy);
  }

  private static Stream<Fault> locks() {
    return Stream.of(
        Fault.of(
            "locks nothing",
            new ToyBehavior() {
              @Override
              protected boolean locks() {
                return false;
              }
            },
            "1939-LOCK-1",
            "1939-LOCK-2",
            "A-28"),
        Fault.of(
            "frees the maildrop late",
            new ToyBehavior() {
              @Override
              protected void unlockAtQuit(ToyMaildrop maildrop) {
                maildrop.unlockAfterAttempts(1);
              }
            },
            "1939-LOCK-4"),
        Fault.of(
            "keeps marks for the next session",
            new ToyBehavior() {
              @Override
              protected void ended(ToySession session, boolean byError) {
                session.server().maildrop().leftMarks().addAll(session.marked());
              }
            },
            "1939-LOCK-5",
            "1939-UPD-6"),
        Fault.of(
            "keeps the connection after QUIT",
            new ToyBehavior() {
              @Override
              protected boolean closesAfterQuit() {
                return false;
              }
            },
            "1939-QUIT-1",
            "1939-ST-4",
            "E-C-02"),
        Fault.of(
            "holds the maildrop after a broken connection",
            new ToyBehavior() {
              @Override
              protected void unlockAtEnd(ToyMaildrop maildrop) {}
            },
            "1939-ST-5"),
        Fault.of(
            "ends silent sessions at once",
            new ToyBehavior() {
              @Override
              protected boolean endsWhenIdle() {
                return true;
              }
            },
            "1939-IDLE-2"),
        Fault.of(
            "looks at the lock before the password",
            new ToyBehavior() {
              @Override
              protected boolean checksLockBeforePassword() {
                return true;
              }
            },
            "E-X-05"),
        Fault.rewriting(
            "does not say why a login is refused",
            "PASS",
            reply -> reply.replace("-ERR [IN-USE]", "-ERR"),
            "A-28"),
        Fault.rewriting(
            "ends the connection where the maildrop is in use",
            "PASS",
            reply -> reply.startsWith("-ERR [IN-USE]") ? ToyBehavior.HANG_UP : reply,
            "A-28"));
  }
}
