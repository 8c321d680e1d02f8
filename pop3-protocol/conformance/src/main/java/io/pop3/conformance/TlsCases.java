package io.pop3.conformance;

import static io.pop3.conformance.Need.LOGIN;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.ClientHello;
import io.pop3.conformance.internal.wire.ClientHello.Answer;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.EndOfConnection;
import io.pop3.conformance.internal.wire.Link;
import io.pop3.conformance.internal.wire.Link.Ending;
import io.pop3.conformance.internal.wire.Octets;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What the server agrees to under TLS. */
final class TlsCases {

  private static final int ENOUGH = 16 * 1024;
  private static final int SMALLEST_RSA_KEY = 2048;
  private static final int SMALLEST_CURVE = 224;

  /** ECDHE with AES-GCM, the four that RFC 9325 section 4.2 recommends for TLS 1.2. */
  private static final List<Integer> RECOMMENDED = List.of(0xC02B, 0xC02C, 0xC02F, 0xC030);

  /** ECDHE with AES-CBC, which TLS 1.0 and 1.1 have too. */
  private static final List<Integer> OLD = List.of(0xC009, 0xC00A, 0xC013, 0xC014, 0x002F, 0x0035);

  /** NULL, export, RC4, DES and 3DES suites. */
  private static final List<Integer> BROKEN =
      List.of(
          0x0001, 0x0002, 0x003B, 0xC006, 0xC010, 0x0003, 0x0008, 0x0004, 0x0005, 0xC007, 0xC011,
          0x0009, 0x000A, 0x0016, 0xC008, 0xC012);

  /** RSA key transport with AES: no forward secrecy. */
  private static final List<Integer> STATIC_RSA = List.of(0x009C, 0x009D, 0x002F, 0x0035, 0x003C);

  private TlsCases() {}

  static List<ConformanceCase> cases() {
    return CaseGroup.named("TLS")
        .must(
            "8314-POP-1",
            "RFC 8314 section 3.1",
            "The TLS port does not speak POP3 in clear text",
            TlsCases::tlsPortSpeaksNoCleartext)
        .also("E-T-11")
        .must(
            "9325-VER-2",
            "RFC 9325 section 3.1.1",
            "TLS 1.2 is supported",
            lab -> {
              Answer answer = hello(lab, ClientHello.TLS_1_2, RECOMMENDED, false);
              Expect.that(
                  answer.accepted() && answer.version() == ClientHello.TLS_1_2,
                  "a ServerHello of TLS 1.2",
                  shown(answer));
            })
        .also("8314-SRV-1", "8314-SRV-6", "8314-SRV-7")
        .must(
            "8996-VER-1",
            "RFC 8996",
            "TLS 1.0 and TLS 1.1 are refused",
            TlsCases::oldVersionsAreRefused)
        .also("8997-VER-1", "9325-VER-1", "E-T-10")
        .must(
            "9325-CIPH-1",
            "RFC 9325 section 4.1",
            "NULL, export, RC4, DES and 3DES cipher suites are refused",
            lab -> requireRefused(hello(lab, ClientHello.TLS_1_2, BROKEN, false)))
        .must(
            "9325-CIPH-3",
            "RFC 9325 section 4.1",
            "Cipher suites with forward secrecy are preferred",
            TlsCases::forwardSecrecyIsPreferred)
        .must(
            "9325-REN-1",
            "RFC 9325 section 3.5",
            "Under TLS 1.2 renegotiation_info and extended_master_secret are supported",
            TlsCases::hasSafeguards)
        .must(
            "9325-HMAC-1",
            "RFC 9325 section 4.6",
            "The extension truncated_hmac is not accepted",
            lab -> {
              Answer answer = hello(lab, ClientHello.TLS_1_2, RECOMMENDED, false);
              Expect.that(
                  !answer.extensions().contains(ClientHello.TRUNCATED_HMAC),
                  "no extension truncated_hmac",
                  "extensions of types " + answer.extensions());
            })
        .must(
            "9325-KEY-1",
            "RFC 9325 section 4.5",
            "The certificate has a strong key and no SHA-1 or MD5 signature",
            TlsCases::certificateIsStrong)
        .must(
            "5034-MTI-1",
            "RFC 5034 section 4",
            "SASL PLAIN is offered under TLS, and works",
            TlsCases::plainWorksUnderTls)
        .needing(LOGIN)
        .should(
            "9325-VER-3",
            "RFC 9325 section 3.1.1",
            "TLS 1.3 is supported and preferred",
            lab ->
                Expect.equal("version", "TLSv1.3", lab.openTls().link().tlsSession().getProtocol()))
        .should(
            "9325-CIPH-2",
            "RFC 9325 section 4.1",
            "Cipher suites without forward secrecy are refused",
            lab -> requireRefused(hello(lab, ClientHello.TLS_1_2, STATIC_RSA, false)))
        .should(
            "9325-COMP-1",
            "RFC 9325 section 3.3",
            "TLS compression is off",
            lab -> {
              Answer answer = hello(lab, ClientHello.TLS_1_2, RECOMMENDED, true);
              Expect.that(!answer.compressed(), "no compression", "DEFLATE");
            })
        .should(
            "9325-ALPN-1",
            "RFC 9325 section 3.8",
            "A client that only speaks another protocol is refused",
            TlsCases::foreignProtocolIsRefused)
        .should(
            "8314-CLOSE-1",
            "RFC 8314 section 3.4",
            "A close alert is sent before the TCP connection ends",
            TlsCases::closeAlertIsSent)
        .house(
            "A-37",
            "The application protocol \"pop3\" is accepted",
            lab ->
                Expect.equal(
                    "application protocol",
                    "pop3",
                    lab.openTls(lab.dialler().offering("pop3")).link().applicationProtocol()))
        .cases();
  }

  private static void tlsPortSpeaksNoCleartext(Lab lab) {
    if (lab.target().tlsPort().isEmpty()) {
      throw Undecided.notRun("missing: a port that speaks TLS at once (--tls-port)");
    }
    Link link = lab.link(lab.target().tlsPort().getAsInt(), 0);
    String first = link.readRest(ENOUGH, lab.silence());
    link.write("CAPA\r\nQUIT\r\n");
    String all = first + link.readRest(ENOUGH, lab.silence());
    Expect.that(
        !all.contains("+OK") && !all.contains("-ERR"),
        "a TLS alert or the end of the connection",
        Octets.show(all));
  }

  private static Answer hello(Lab lab, int version, List<Integer> suites, boolean compression) {
    Link link = beforeHandshake(lab);
    link.write(ClientHello.of(version, suites, compression));
    return ClientHello.answer(link.readTlsRecord());
  }

  /** A connection where the server waits for a ClientHello. */
  private static Link beforeHandshake(Lab lab) {
    if (lab.target().tlsPort().isPresent()) {
      return lab.link(lab.target().tlsPort().getAsInt(), 0);
    }
    Dialogue session = lab.dialForStls();
    session.ok("STLS");
    return session.link();
  }

  private static void requireRefused(Answer answer) {
    Expect.that(!answer.accepted(), "an alert or the end of the connection", shown(answer));
  }

  private static String shown(Answer answer) {
    return answer.accepted()
        ? String.format(
            Locale.ROOT,
            "a ServerHello of version %04X with cipher suite %04X",
            answer.version(),
            answer.suite())
        : "a refusal";
  }

  private static void oldVersionsAreRefused(Lab lab) {
    List<Integer> suites = Stream.concat(RECOMMENDED.stream(), OLD.stream()).toList();
    requireRefused(hello(lab, ClientHello.TLS_1_1, suites, false));
    requireRefused(hello(lab, ClientHello.TLS_1_0, suites, false));
  }

  /** Offered last, a suite with forward secrecy must still be chosen. */
  private static void forwardSecrecyIsPreferred(Lab lab) {
    List<Integer> suites = Stream.concat(STATIC_RSA.stream(), RECOMMENDED.stream()).toList();
    Answer answer = hello(lab, ClientHello.TLS_1_2, suites, false);
    Expect.that(
        answer.accepted() && RECOMMENDED.contains(answer.suite()),
        "an ECDHE cipher suite",
        shown(answer));
  }

  private static void hasSafeguards(Lab lab) {
    Answer answer = hello(lab, ClientHello.TLS_1_2, RECOMMENDED, false);
    if (!answer.accepted()) {
      throw Undecided.notApplicable("TLS 1.2 is refused");
    }
    Expect.that(
        answer.extensions().contains(ClientHello.RENEGOTIATION_INFO)
            && answer.extensions().contains(ClientHello.EXTENDED_MASTER_SECRET),
        "the extensions renegotiation_info and extended_master_secret",
        "extensions of types " + answer.extensions());
  }

  private static void certificateIsStrong(Lab lab) {
    try {
      Certificate[] chain = lab.openTls().link().tlsSession().getPeerCertificates();
      X509Certificate own = (X509Certificate) chain[0];
      String signature = own.getSigAlgName().toUpperCase(Locale.ROOT);
      Expect.that(
          !signature.startsWith("SHA1") && !signature.startsWith("MD5"),
          "a signature without SHA-1 and MD5",
          signature);
      requireStrong(own.getPublicKey());
    } catch (SSLPeerUnverifiedException e) {
      Expect.that(false, "a certificate", "none");
    }
  }

  private static void requireStrong(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      Expect.that(bits >= SMALLEST_RSA_KEY, "an RSA key of 2048 bits or more", bits + " bits");
    } else if (key instanceof ECPublicKey curve) {
      int bits = curve.getParams().getOrder().bitLength();
      Expect.that(bits >= SMALLEST_CURVE, "a curve of 224 bits or more", bits + " bits");
    }
  }

  private static void plainWorksUnderTls(Lab lab) {
    Dialogue session = lab.openTls();
    Capabilities capabilities = Capabilities.of(session.okList("CAPA"));
    if (!capabilities.has("SASL")) {
      throw Undecided.notApplicable("SASL is not announced");
    }
    Expect.that(capabilities.hasMechanism("PLAIN"), "SASL PLAIN in CAPA", capabilities.toString());
    lab.requireOpenToAccount("PLAIN");
    String message = "\0" + lab.user() + "\0" + LoginWay.octets(lab.password());
    Dialogue.requirePositive(LoginWay.plain(session, message));
    Listings.stat(session);
    session.quit();
  }

  private static void foreignProtocolIsRefused(Lab lab) {
    try {
      lab.openTls(lab.dialler().offering("http/1.1"));
    } catch (EndOfConnection e) {
      return;
    }
    Expect.that(false, "a refused handshake for a client of http/1.1", "a handshake");
  }

  private static void closeAlertIsSent(Lab lab) {
    Dialogue session = lab.openTls();
    session.ok("QUIT");
    Ending ending = session.link().awaitEnd();
    Expect.that(ending == Ending.CLOSED, "a close alert after QUIT", ending.toString());
  }
}
