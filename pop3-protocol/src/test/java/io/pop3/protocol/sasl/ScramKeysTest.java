package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import java.security.spec.KeySpec;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 5802-ALG-1, 5802-S1-2, 5802-SEC-2, A-44. */
class ScramKeysTest {

  private static final Secret PENCIL = Secret.of("pencil");
  private static final byte[] KEY = new byte[32];

  @Property(tries = 100)
  void saltedPasswordIsThePbkdf2OfTheJdk(
      @ForAll ScramHash hash,
      @ForAll @NotEmpty @AlphaChars String password,
      @ForAll @Size(min = 1, max = 40) byte[] salt,
      @ForAll @IntRange(min = 1, max = 50) int iterations)
      throws Exception {
    KeySpec spec =
        new PBEKeySpec(password.toCharArray(), salt, iterations, 8 * hash.digestOctets());
    byte[] expected =
        SecretKeyFactory.getInstance("PBKDF2With" + hash.macName())
            .generateSecret(spec)
            .getEncoded();

    assertThat(
            new ScramFormulas(hash).saltedPassword(Secret.of(password).reveal(), salt, iterations))
        .isEqualTo(expected);
  }

  @Test
  void saltDecidesTheKeys() {
    // 5802-SEC-2
    ScramKeys one = ScramKeys.derive(ScramHash.SHA_256, PENCIL, new byte[] {1}, 4096);
    ScramKeys two = ScramKeys.derive(ScramHash.SHA_256, PENCIL, new byte[] {2}, 4096);

    assertThat(one.storedKey()).isNotEqualTo(two.storedKey());
    assertThat(one.serverKey()).isNotEqualTo(two.serverKey());
    assertThat(PENCIL).isEqualTo(Secret.of("pencil"));
  }

  @ParameterizedTest
  @EnumSource(ScramHash.class)
  void keysAreKeptAsGiven(ScramHash hash) {
    byte[] stored = new byte[hash.digestOctets()];
    byte[] server = new byte[hash.digestOctets()];
    byte[] salt = {1, 2};
    server[0] = 1;
    ScramKeys keys = new ScramKeys(hash, salt, 5000, stored, server);
    salt[0] = 9;
    stored[0] = 9;
    server[0] = 9;
    keys.salt()[0] = 8;

    assertThat(keys.hash()).isEqualTo(hash);
    assertThat(keys.iterations()).isEqualTo(5000);
    assertThat(keys.salt()).isEqualTo(new byte[] {1, 2});
    assertThat(keys.storedKey()[0]).isZero();
    assertThat(keys.serverKey()[0]).isEqualTo((byte) 1);
  }

  @Test
  void valuesOutOfTheirRangeAreRefused() {
    ScramHash hash = ScramHash.SHA_256;
    byte[] salt = {1};

    assertThatThrownBy(() -> new ScramKeys(hash, new byte[0], 4096, KEY, KEY))
        .hasMessage("salt length: 0 (expected: 1 to 1024)");
    assertThatThrownBy(() -> new ScramKeys(hash, new byte[1025], 4096, KEY, KEY))
        .hasMessage("salt length: 1025 (expected: 1 to 1024)");
    assertThatThrownBy(() -> new ScramKeys(hash, salt, 4095, KEY, KEY))
        .hasMessage("iterations: 4095 (expected: at least 4096)");
    assertThatThrownBy(() -> new ScramKeys(hash, salt, 4096, new byte[31], KEY))
        .hasMessage("StoredKey length: 31 (expected: 32)");
    assertThatThrownBy(() -> new ScramKeys(hash, salt, 4096, KEY, new byte[33]))
        .hasMessage("ServerKey length: 33 (expected: 32)");
    assertThatThrownBy(() -> ScramKeys.derive(hash, Secret.of(""), salt, 4096))
        .hasMessage("password length: 0 (expected: at least 1)");
    assertThatThrownBy(() -> ScramKeys.derive(hash, PENCIL, salt, 1))
        .hasMessage("iterations: 1 (expected: at least 4096)");
    assertThatThrownBy(() -> ScramKeys.derive(hash, PENCIL, new byte[0], 4096))
        .hasMessage("salt length: 0 (expected: 1 to 1024)");
  }

  @Test
  void decoyOutOfItsRangeIsRefused() {
    Secret key = Secret.of("0123456789abcdef");

    assertThatThrownBy(() -> ScramDecoy.of(Secret.of("0123456789abcde")))
        .hasMessage("decoy key length: 15 (expected: at least 16)");
    assertThatThrownBy(() -> ScramDecoy.of(key, 0, 4096))
        .hasMessage("salt length: 0 (expected: 1 to 64)");
    assertThatThrownBy(() -> ScramDecoy.of(key, 65, 4096))
        .hasMessage("salt length: 65 (expected: 1 to 64)");
    assertThatThrownBy(() -> ScramDecoy.of(key, 16, 4095))
        .hasMessage("iterations: 4095 (expected: at least 4096)");
    assertThat(ScramDecoy.of(key))
        .hasToString("ScramDecoy[saltOctets=16, iterations=15000, key redacted]");
  }

  @Test
  void decoyIsTheSameForEverySpellingOfAName() {
    ScramDecoy decoy =
        ScramDecoy.of(Secret.of("0123456789abcdef"), 16, 4096)
            .forSpellings(name -> new UserName(name.value().toLowerCase(Locale.ROOT)));

    assertThat(decoy.keys(new UserName("Nobody"), ScramHash.SHA_256).salt())
        .isEqualTo(decoy.keys(new UserName("nobody"), ScramHash.SHA_256).salt())
        .isNotEqualTo(decoy.keys(new UserName("somebody"), ScramHash.SHA_256).salt());
  }
}
