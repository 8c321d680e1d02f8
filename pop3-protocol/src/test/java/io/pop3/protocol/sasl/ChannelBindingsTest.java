package io.pop3.protocol.sasl;

import static io.pop3.protocol.sasl.ChannelBindingType.TLS_EXPORTER;
import static io.pop3.protocol.sasl.ChannelBindingType.TLS_SERVER_END_POINT;
import static io.pop3.protocol.sasl.ChannelBindingType.TLS_UNIQUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A-45, 5929-*, 9266-*, 7677-SEC-1. */
class ChannelBindingsTest {

  private static final byte[] UNIQUE = {1};
  private static final byte[] EXPORTER = {2};
  private static final byte[] END_POINT = {3};
  private static final Map<ChannelBindingType, byte[]> ALL =
      Map.of(TLS_UNIQUE, UNIQUE, TLS_EXPORTER, EXPORTER, TLS_SERVER_END_POINT, END_POINT);

  @Test
  void tls13HasTheExporterFirstAndNoUnique() {
    // 5929-UNIQ-3, 9266-EXP-3
    ChannelBindings bindings = ChannelBindings.ofTls13(ALL);

    assertThat(bindings.types()).containsExactly(TLS_EXPORTER, TLS_SERVER_END_POINT);
    assertThat(bindings.data(TLS_UNIQUE)).isEmpty();
    assertThat(bindings.data(TLS_EXPORTER).orElseThrow()).isEqualTo(EXPORTER);
  }

  @Test
  void tls12HasUniqueFirst() {
    // 5802-CB-6
    assertThat(ChannelBindings.ofTls12(ALL, true).types())
        .containsExactly(TLS_UNIQUE, TLS_EXPORTER, TLS_SERVER_END_POINT);
  }

  @Test
  void tls12WithoutExtendedMasterSecretHasNone() {
    // 7677-SEC-1
    assertThat(ChannelBindings.ofTls12(ALL, false).isEmpty()).isTrue();
    assertThat(ChannelBindings.NONE.isEmpty()).isTrue();
  }

  @Test
  void onlyWhatWasComputedIsThere() {
    ChannelBindings bindings = ChannelBindings.ofTls13(Map.of(TLS_SERVER_END_POINT, END_POINT));

    assertThat(bindings.types()).containsExactly(TLS_SERVER_END_POINT);
    assertThat(bindings.isEmpty()).isFalse();
    assertThat(ChannelBindings.ofTls13(Map.of(TLS_UNIQUE, UNIQUE)).isEmpty()).isTrue();
  }

  @Test
  void dataIsCopiedInAndOut() {
    byte[] given = {5};
    ChannelBindings bindings = ChannelBindings.ofTls13(Map.of(TLS_EXPORTER, given));
    given[0] = 6;
    bindings.data(TLS_EXPORTER).orElseThrow()[0] = 7;

    assertThat(bindings.data(TLS_EXPORTER).orElseThrow()).isEqualTo(new byte[] {5});
    assertThat(bindings).hasToString("ChannelBindings[TLS_EXPORTER]");
  }

  @Test
  void emptyDataIsRefused() {
    assertThatThrownBy(() -> ChannelBindings.ofTls13(Map.of(TLS_EXPORTER, new byte[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tls-exporter: 0 octets (expected: at least 1)");
  }

  @Test
  void typesAreFoundByTheirExactNames() {
    for (ChannelBindingType type : ChannelBindingType.values()) {
      assertThat(ChannelBindingType.find(type.registeredName())).contains(type);
    }
    assertThat(ChannelBindingType.find("TLS-exporter")).isEmpty();
    assertThat(ChannelBindingType.find("")).isEmpty();
  }

  @Test
  void exporterHasLabelAndLengthOfItsRfc() {
    // 9266-EXP-1
    assertThat(ChannelBindingType.EXPORTER_LABEL).isEqualTo("EXPORTER-Channel-Binding");
    assertThat(ChannelBindingType.EXPORTER_OCTETS).isEqualTo(32);
  }

  // 5929-EP-1, 5929-EP-2, A-45; the digests are those that openssl computes of the DER form
  @ParameterizedTest
  @CsvSource({
    "rsa-md5, cb49c0dbb8e42605f55df7eebc55c18ac63ea9ede905379e87c3a88bcaec601b",
    "rsa-sha1, d114b6b4c3bff6fb7ae5650b0d79422ffc6f6144b67d8111290954d856b1531e",
    "rsa-sha256, 1c0db27eee178f87e441c748119314a909a0cd7682f9fe5f01a1639c6f8121a2",
    "rsa-sha384, 47aaa6e29b683edd91d5990be2fcd6854449ede8c09cc3ddc6d69471ed8b5eff"
        + "684bb4011cd74723bce17d3e2264d030",
    "rsa-sha3-256, 0bfd5893982c320a5a153f86f41a9da6128fec181c539a0599e8a114d99ec1e1",
    "rsa-sha512-256, 0eb5dd21a60c424d7e9184ab7da59301fc9499e078bede8fd2703703faa73975",
    "ecdsa-sha1, 4e170926f99b701aae3093116b3e0a6e163d976fa469d29c1f6d033e76069df3",
    "ecdsa-sha256, 77c4d1b8f144366748280e76735ddcae26ae2722c9f201312f7813f6a233b55a",
    "ecdsa-sha512, 0bf67686bc8ecce37d6cf0fdaa120938550c52a1398f566afaf3e5846fc59230"
        + "f7590132a26d3e3d35e6eef124a247b9ce02a8804133f81a8c31974c81815bea",
    "pss-sha1, 2e6a9b05faabe8e9c40b07e97d9a131fcf17e47bd69c395a1e55378e90c144b4",
    "pss-sha256, d0477c95b7ff14bf9ea6b63b2aafd23f91952cd700a86c3745a8f919ae3adbcf",
    "pss-sha384, 289ce0ab396057a82dd6723b4eb8da7ce629219fb6da8626edd46c5beb62b29a"
        + "bf63cf07773b17b84345785375ecf6e5"
  })
  void certificateIsDigestedWithTheHashOfItsSignature(String name, String expected)
      throws Exception {
    assertThat(ServerEndPoint.of(certificate(name)).map(HexFormat.of()::formatHex))
        .contains(expected);
  }

  // 5929-EP-3, A-45
  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "pss-two-hashes"})
  void signatureWithoutOneHashHasNoEndPoint(String name) throws Exception {
    assertThat(ServerEndPoint.of(certificate(name))).isEmpty();
  }

  private static X509Certificate certificate(String name) throws CertificateException, IOException {
    try (InputStream pem = ChannelBindingsTest.class.getResourceAsStream(name + ".pem")) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }
  }
}
