package io.pop3.conformance;

import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyKey;
import io.pop3.conformance.toy.ToySession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What servers get wrong about STLS and TLS. */
final class TlsFaults {

  private TlsFaults() {}

  static Stream<Fault> all() {
    return Stream.concat(stls(), tls());
  }

  private static Stream<Fault> stls() {
    return Stream.of(
        Fault.instead("CAPA", "-ERR unknown", "2595-STLS-1"),
        Fault.of(
            "announces STLS under TLS",
            new ToyBehavior() {
              @Override
              protected List<String> capabilities(ToySession session, List<String> right) {
                return session.isTls() ? Fault.plus(right, "STLS") : right;
              }
            },
            "2595-STLS-2"),
        Fault.announcing(
            "announces STLS after the login",
            true,
            right -> Fault.plus(right, "STLS"),
            "2595-STLS-2"),
        Fault.instead("STLS x", "+OK", "2595-STLS-3"),
        Fault.insteadIf(true, "STLS", "+OK", "2595-STLS-3", "1939-CMD-10"),
        Fault.rewriting(
            "says more before the handshake", "STLS", reply -> reply + reply, "2595-STLS-4"),
        Fault.of(
            "greets under TLS",
            new ToyBehavior() {
              @Override
              protected boolean greetsUnderTls() {
                return true;
              }
            },
            "2595-STLS-12"),
        Fault.of(
            "runs commands sent with STLS",
            new ToyBehavior() {
              @Override
              protected Injection injection() {
                return Injection.RUN;
              }
            },
            "2595-STLS-13",
            "A-32"),
        Fault.of(
            "runs commands sent with STLS in clear text",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return line.equals("STLS")
                    ? Optional.of("+OK\r\n+OK\r\nUSER\r\n.")
                    : Optional.empty();
              }
            },
            "2595-STLS-13",
            "2595-STLS-4"),
        Fault.of(
            "drops commands sent with STLS",
            new ToyBehavior() {
              @Override
              protected Injection injection() {
                return Injection.DROPPED;
              }
            },
            "A-32"),
        Fault.of(
            "goes on in clear text after STLS",
            new ToyBehavior() {
              @Override
              protected boolean goesOnWithoutHandshake() {
                return true;
              }
            },
            "E-T-06"),
        Fault.announcing(
            "has no STLS",
            false,
            right -> right.stream().filter(line -> !line.equals("STLS")).toList(),
            "8314-SRV-3"),
        Fault.of(
            "takes STLS under TLS",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return session.isTls() && line.equals("STLS")
                    ? Optional.of("+OK once more")
                    : Optional.empty();
              }
            },
            "2595-STLS-6"),
        Fault.of(
            "keeps the name over STLS",
            new ToyBehavior() {
              @Override
              protected boolean keepsNameOverStls() {
                return true;
              }
            },
            "A-33"));
  }

  private static Stream<Fault> tls() {
    return Stream.of(
        Fault.of(
            "speaks clear text on the TLS port",
            new ToyBehavior() {
              @Override
              protected boolean speaksCleartextOnTlsPort() {
                return true;
              }
            },
            "8314-POP-1"),
        Fault.of("has no TLS 1.2", new ToyBehavior(), "9325-VER-2")
            .with(options -> options.withProtocols("TLSv1.3")),
        Fault.of("has no TLS 1.3", new ToyBehavior(), "9325-VER-3")
            .with(options -> options.withProtocols("TLSv1.2")),
        hello("has TLS 1.1", 0x0302, 0xC013, 0, "8996-VER-1"),
        hello("has RC4", 0x0303, 0x0005, 0, "9325-CIPH-1"),
        hello("prefers RSA key transport", 0x0303, 0x009C, 0, "9325-CIPH-3", "9325-CIPH-2"),
        hello("has no extensions", 0x0303, 0xC02F, 0, "9325-REN-1"),
        hello("compresses", 0x0303, 0xC02F, 1, "9325-COMP-1"),
        truncatedHmac(),
        Fault.of("has a short key", new ToyBehavior(), "9325-KEY-1")
            .with(options -> options.withKey(ToyKey.SHORT_RSA)),
        Fault.of("has no ALPN", new ToyBehavior(), "9325-ALPN-1", "A-37")
            .with(options -> options.withoutAlpn()),
        Fault.of(
            "cuts TLS connections",
            new ToyBehavior() {
              @Override
              protected boolean sendsCloseAlert() {
                return false;
              }
            },
            "8314-CLOSE-1"),
        Fault.of(
            "has no PLAIN under TLS",
            new ToyBehavior() {
              @Override
              protected List<String> mechanisms(boolean tls) {
                return tls ? List.of("SCRAM-SHA-256") : super.mechanisms(false);
              }
            },
            "5034-MTI-1"),
        Fault.of(
            "logs in whoever starts TLS",
            new ToyBehavior() {
              @Override
              protected Optional<String> instead(ToySession session, String line) {
                return session.isTls() && !session.isLoggedIn() && line.equals("STAT")
                    ? Optional.of("+OK 0 0")
                    : Optional.empty();
              }
            },
            "8314-POP-3"));
  }

  /** A ServerHello with one extension. */
  private static Fault truncatedHmac() {
    byte[] octets = Arrays.copyOf(helloOctets(0x0303, 0xC02F, 0), 5 + 4 + 38 + 6);
    octets[4] = 48;
    octets[8] = 44;
    octets[48] = 4;
    octets[50] = 4;
    return hello("truncates HMACs", octets, "9325-HMAC-1");
  }

  /** A ServerHello without extensions. */
  private static Fault hello(
      String name, int version, int suite, int compression, String... caughtBy) {
    return hello(name, helloOctets(version, suite, compression), caughtBy);
  }

  private static byte[] helloOctets(int version, int suite, int compression) {
    byte[] octets = new byte[5 + 4 + 38];
    octets[0] = 0x16;
    octets[1] = 3;
    octets[2] = 3;
    octets[4] = 42;
    octets[5] = 2;
    octets[8] = 38;
    octets[9] = (byte) (version >> 8);
    octets[10] = (byte) version;
    octets[44] = (byte) (suite >> 8);
    octets[45] = (byte) suite;
    octets[46] = (byte) compression;
    return octets;
  }

  private static Fault hello(String name, byte[] octets, String... caughtBy) {
    return Fault.of(
        name,
        new ToyBehavior() {
          @Override
          protected Optional<byte[]> serverHello() {
            return Optional.of(octets);
          }
        },
        caughtBy);
  }
}
