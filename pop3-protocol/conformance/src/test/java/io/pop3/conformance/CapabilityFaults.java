package io.pop3.conformance;

import static io.pop3.conformance.Fault.plus;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyMaildrop.Message;
import io.pop3.conformance.toy.ToySession;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What servers get wrong about CAPA, UTF8 and LANG. */
final class CapabilityFaults {

  private CapabilityFaults() {}

  static Stream<Fault> all() {
    return Stream.of(capa(), delays(), utf8(), languages()).flatMap(s -> s);
  }

  private static Stream<Fault> capa() {
    return Stream.of(
        Fault.insteadIf(true, "CAPA", "-ERR not now", "2449-CAPA-1"),
        Fault.instead("CAPA x", "+OK\r\nUIDL\r\n.", "2449-CAPA-2"),
        Fault.rewriting(
            "forgets the terminator of CAPA",
            "CAPA",
            reply -> reply.replaceFirst("\\.\r\n$", ""),
            "2449-CAPA-3"),
        Fault.announcing("has no USER after the login", true, without("USER"), "2449-CAPA-5"),
        Fault.announcing(
            "has other mechanisms after the login",
            true,
            right -> plus(without("SASL").apply(right), "SASL PLAIN"),
            "2449-CAPA-6"),
        Fault.announcing(
            "invents a capability", false, right -> plus(right, "FOO"), "2449-CAPA-11"),
        Fault.announcing(
            "writes a tag with a dot", false, right -> plus(right, "X.1"), "2449-GRAM-2"),
        Fault.announcing(
            "writes two spaces", false, right -> plus(right, "XFOO  bar"), "2449-GRAM-2"),
        Fault.announcing(
            "writes long lines",
            false,
            right -> plus(right, "XFOO " + "x".repeat(510)),
            "2449-LEN-4"),
        Fault.instead("TOP 1 0", "-ERR", "2449-TOP-1"),
        Fault.instead("UIDL", "-ERR", "2449-UIDL-1"),
        Fault.instead("USER...", "-ERR", "2449-USER-1"),
        silentAbout("RESP-CODES", "2449-RC-5"),
        silentAbout("AUTH-RESP-CODE", "3206-AUTH-4"),
        Fault.instead("UTF8", "+OK", "2449-CAPA-8").in(ToySetting.MINIMAL),
        Fault.announcing(
            "has no name",
            true,
            right -> plus(without("IMPL").apply(right), "IMPLEMENTATION"),
            "2449-IMPL-1"));
  }

  private static UnaryOperator<List<String>> without(String prefix) {
    return right -> right.stream().filter(line -> !line.startsWith(prefix)).toList();
  }

  private static Fault silentAbout(String tag, String caughtBy) {
    return Fault.of(
        "says nothing of " + tag,
        new ToyBehavior() {
          @Override
          protected List<String> capabilities(ToySession session, List<String> right) {
            return without(tag).apply(right);
          }
        },
        caughtBy);
  }

  private static Stream<Fault> delays() {
    return Stream.of(
        both("has a delay that is no number", "LOGIN-DELAY", "soon", "soon", "2449-DLY-2"),
        both("has a larger delay after the login", "LOGIN-DELAY", "1 USER", "2", "2449-DLY-3"),
        both("has an odd expiry", "EXPIRE", "LATER", "LATER", "2449-EXP-6"),
        both("has a smaller expiry after the login", "EXPIRE", "NEVER", "30", "2449-EXP-4"),
        both("is not exact after the login", "EXPIRE", "5 USER", "5 USER", "2449-DLY-4"),
        Fault.of(
                "does not enforce its delay",
                new ToyBehavior() {
                  @Override
                  protected boolean enforcesLoginDelay() {
                    return false;
                  }
                },
                "2449-DLY-1")
            .in(ToySetting.LOGIN_DELAY),
        Fault.rewriting(
                "does not say that a login comes too soon",
                "PASS",
                reply -> reply.replace("-ERR [LOGIN-DELAY]", "-ERR"),
                "A-30")
            .in(ToySetting.LOGIN_DELAY),
        both("expires mail", "EXPIRE", "30", "30", "A-55"));
  }

  private static Fault both(String name, String tag, String before, String after, String caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected List<String> capabilities(ToySession session, List<String> right) {
            String value = session.isLoggedIn() ? after : before;
            return plus(without(tag).apply(right), tag + " " + value);
          }
        },
        caughtBy);
  }

  private static Stream<Fault> utf8() {
    return Stream.of(
        Fault.announcing("has no UTF8 after the login", true, without("UTF8"), "6856-UTF8-1"),
        Fault.insteadIf(false, "UTF8", "-ERR", "6856-UTF8-1"),
        Fault.instead("UTF8 x", "+OK", "6856-UTF8-2"),
        Fault.of(
            "sends UTF-8 whoever asks",
            new ToyBehavior() {
              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                return reply.replace("caf??", "caf\u00C3\u00A9");
              }
            },
            "6856-UTF8-4"),
        Fault.rewriting(
                "does not say why it refuses",
                "RETR",
                reply -> reply.replace("-ERR [UTF8]", "-ERR"),
                "6856-RC-1")
            .in(ToySetting.UTF8_REJECTED),
        Fault.of(
            "sends surrogates in UTF-8 mode too",
            new ToyBehavior() {
              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                return reply.replace("caf\u00C3\u00A9", "caf??");
              }
            },
            "6856-UTF8-6"),
        Fault.of(
            "marks messages in UTF-8 mode",
            new ToyBehavior() {
              @Override
              protected String wire(ToySession session, String stored) {
                return (session.isUtf8() ? "X-Mode: UTF-8\r\n" : "") + super.wire(session, stored);
              }
            },
            "6856-UTF8-13"),
        Fault.of(
            "lists sizes of what it would send in UTF-8 mode",
            new ToyBehavior() {
              @Override
              protected long size(ToySession session, String wire) {
                return session.snapshot().stream()
                    .map(Message::octets)
                    .filter(stored -> super.wire(session, stored).length() == wire.length())
                    .findFirst()
                    .filter(stored -> stored.contains("\u00C3") && !session.isUtf8())
                    .map(stored -> wire.length() + 2L)
                    .orElse((long) wire.length());
              }
            },
            "6856-UTF8-9"),
        Fault.of(
            "takes STLS after UTF8",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return session.isUtf8() && line.equals("STLS")
                    ? Optional.of("+OK")
                    : Optional.empty();
              }
            },
            "6856-UTF8-12"),
        Fault.insteadIf(true, "UTF8", "+OK", "A-51"));
  }

  private static Stream<Fault> languages() {
    return Stream.of(
        Fault.insteadIf(true, "LANG", "-ERR", "6856-LANG-1"),
        Fault.instead("LANG EN", "-ERR no such language", "A-52"),
        Fault.instead("LANG de", "+OK de Deutsch \u00FCberall", "5198-NET-1"),
        Fault.instead("LANG de", "+OK de \u00EF\u00BB\u00BFDeutsch", "5198-NET-1"),
        Fault.instead("LANG de", "+OK Deutsch ist es", "6856-LANG-2"),
        Fault.instead("LANG xx-nowhere", "+OK xx nowhere", "6856-LANG-3"),
        Fault.instead("LANG *", "+OK fr francais", "6856-LANG-4"),
        Fault.instead("LANG", "+OK\r\n-- none\r\n.", "6856-LANG-5"),
        Fault.of(
            "translates numbers",
            new ToyBehavior() {
              private boolean german;

              @Override
              protected String rewrite(ToySession session, String line, String reply) {
                german |= line.equals("LANG de");
                return german && line.equals("STAT")
                    ? reply.replace("\r\n", " Oktette\r\n")
                    : reply;
              }
            },
            "6856-LANG-7"));
  }
}
