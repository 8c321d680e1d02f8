package io.pop3.conformance.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What servers say to a hello is seen in the tests of the TLS cases; here is the form of it. */
class ClientHelloTest {

  @Test
  void lengthsFitTogether() {
    byte[] octets = ClientHello.of(ClientHello.TLS_1_1, List.of(0xC013, 0x002F), true);
    assertThat(octets).startsWith(0x16, 3, 1);
    int record = ((octets[3] & 0xFF) << 8) | (octets[4] & 0xFF);
    assertThat(octets).hasSize(5 + record);
    int message = ((octets[7] & 0xFF) << 8) | (octets[8] & 0xFF);
    assertThat(message).isEqualTo(record - 4);
    assertThat(Octets.text(octets))
        .contains("\u0003\u0002")
        .contains("\0\u0004\u00C0\u0013\0/")
        .contains("\u0002\u0001\0");
  }

  @Property
  void anyAnswerIsRead(@ForAll byte[] octets) {
    ClientHello.answer(Octets.text(octets));
  }

  @Property
  void anyServerHelloIsRead(@ForAll @Size(min = 38, max = 120) byte[] body) {
    String length = "\0" + (char) body.length;
    ClientHello.answer("\u0016\u0003\u0003" + length + "\u0002\0" + length + Octets.text(body));
  }

  @Test
  void alertIsARefusal() {
    assertThat(ClientHello.answer("\u0015\u0003\u0003\0\u0002\u0002F").accepted()).isFalse();
  }
}
