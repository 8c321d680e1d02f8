package io.pop3.server.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of PEM blocks (RFC 7468), read whole. */
final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final long MAX_OCTETS = 1 << 20;
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final Set<String> KEYS = Set.of(PKCS8, PKCS1, SEC1);

  private final Path path;
  private final List<Block> blocks;

  private record Block(String label, byte[] der) {}

  private PemFile(Path path, List<Block> blocks) {
    this.path = path;
    this.blocks = blocks;
  }

  static PemFile read(String what, Path path) throws TlsFileException {
    try {
      if (Files.size(path) > MAX_OCTETS) {
        throw new TlsFileException(
            what + ": " + path + " (expected: <= " + MAX_OCTETS + " octets)");
      }
      return new PemFile(path, blocks(Files.readString(path, StandardCharsets.ISO_8859_1), path));
    } catch (NoSuchFileException missing) {
      throw new TlsFileException(what + ": " + path + " (expected: a file that exists)", missing);
    } catch (IOException unreadable) {
      throw new TlsFileException(
          what + ": " + path + " (expected: readable; " + unreadable.getMessage() + ")",
          unreadable);
    }
  }

  private static List<Block> blocks(String text, Path path) throws TlsFileException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String label = matcher.group(1);
      // The old encrypted form has headers, which end in an empty line.
      if (matcher.group(2).contains("ENCRYPTED") || label.startsWith("ENCRYPTED")) {
        throw new TlsFileException(
            "private key: " + path + " is encrypted (expected: a key that is not)");
      }
      try {
        blocks.add(new Block(label, Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException broken) {
        throw new TlsFileException(path + ": " + label + " (expected: base64)", broken);
      }
    }
    return blocks;
  }

  /** All certificates, in their order; at least one. */
  List<X509Certificate> certificates() throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks) {
        if (block.label().equals(CERTIFICATE)) {
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (GeneralSecurityException broken) {
      throw new TlsFileException(
          "certificate: " + path + " (expected: X.509; " + broken.getMessage() + ")", broken);
    }
    if (certificates.isEmpty()) {
      throw new TlsFileException(
          "certificate: " + path + " (expected: a PEM block " + CERTIFICATE + ")");
    }
    return certificates;
  }

  /** The one private key. */
  PrivateKey privateKey() throws TlsFileException {
    List<Block> keys = blocks.stream().filter(block -> KEYS.contains(block.label())).toList();
    if (keys.size() != 1) {
      throw new TlsFileException(
          "private key: " + path + " has " + keys.size() + " (expected: 1 PEM block PRIVATE KEY)");
    }
    Block key = keys.get(0);
    byte[] pkcs8 =
        switch (key.label()) {
          case PKCS1 -> Pkcs8.ofRsa(key.der());
          case SEC1 -> Pkcs8.ofEc(key.der(), ecParameters());
          default -> key.der();
        };
    try {
      return parse(pkcs8);
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** Some tools write the curve into a block of its own, too. */
  private byte[] ecParameters() {
    return blocks.stream()
        .filter(block -> block.label().equals("EC PARAMETERS"))
        .map(Block::der)
        .findFirst()
        .orElseGet(() -> new byte[0]);
  }

  private PrivateKey parse(byte[] pkcs8) throws TlsFileException {
    for (String algorithm : List.of("EC", "RSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException other) {
        // Perhaps of the other kind.
        continue;
      }
    }
    throw new TlsFileException("private key: " + path + " (expected: an RSA or EC key)");
  }
}
