package io.pop3.server.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClientHelloTest {

  private static byte[] hello(String host) {
    ByteBuffer message = ByteBuffer.allocate(512);
    message.putShort((short) 0x0303).put(new byte[32]);
    message.put((byte) 2).put(new byte[2]);
    message.putShort((short) 4).putShort((short) 0x1301).putShort((short) 0xC02B);
    message.put((byte) 1).put((byte) 0);
    int lengthAt = message.position();
    message.putShort((short) 0);
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    message.putShort((short) 0).putShort((short) (name.length + 5));
    message.putShort((short) (name.length + 3)).put((byte) 0).putShort((short) name.length);
    message.put(name);
    message.putShort((short) 99).putShort((short) 3).put(new byte[3]);
    message.putShort((short) 13).putShort((short) 6);
    message.putShort((short) 4).putShort((short) 0x0403).putShort((short) 0x0804);
    message.putShort((short) 43).putShort((short) 3).put((byte) 2).putShort((short) 0x0304);
    message.putShort(lengthAt, (short) (message.position() - lengthAt - 2));
    return Arrays.copyOf(message.array(), message.position());
  }

  @Test
  void whatMattersIsRead() {
    ClientHello hello = ClientHello.parse(ByteBuffer.wrap(hello("Mail.Example")));
    assertThat(hello.host()).contains("mail.example");
    assertThat(hello.cipherSuites()).containsExactlyInAnyOrder(0x1301, 0xC02B);
    assertThat(hello.signatures()).containsExactlyInAnyOrder(0x0403, 0x0804);
    assertThat(hello.tls13()).isTrue();
  }

  /** It comes from anybody: whatever it is, it is no exception. */
  @Property
  void anyOctetsAreTaken(@ForAll byte[] octets) {
    assertThatCode(() -> ClientHello.parse(ByteBuffer.wrap(octets))).doesNotThrowAnyException();
  }

  @Property
  void anyDamageIsTaken(@ForAll int at, @ForAll byte value) {
    byte[] octets = hello("mail.example");
    octets[Math.floorMod(at, octets.length)] = value;
    assertThatCode(() -> ClientHello.parse(ByteBuffer.wrap(octets))).doesNotThrowAnyException();
    byte[] cut = Arrays.copyOf(octets, Math.floorMod(at, octets.length));
    assertThatCode(() -> ClientHello.parse(ByteBuffer.wrap(cut))).doesNotThrowAnyException();
  }
}
