package io.pop3.protocol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.sasl.SaslMechanism;
import io.pop3.protocol.testkit.OctetString;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short run of every target, the same each time: the seeds, and blind changes of them. */
class FuzzTargetsTest {

  private static final int EXECUTIONS = 1000;
  private static final long RANDOM_SEED = 1939;

  @TestFactory
  Stream<DynamicTest> seedsBreakNoLaw() {
    return Stream.of(FuzzTarget.values())
        .flatMap(
            target ->
                target.seeds().stream()
                    .map(
                        seed ->
                            DynamicTest.dynamicTest(
                                target + "/" + seed.getFileName(),
                                () -> target.run(FuzzTarget.read(seed)))));
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void changedSeedsBreakNoLaw(FuzzTarget target) {
    List<byte[]> seeds = target.seeds().stream().map(FuzzTarget::read).toList();
    Mutator mutator = new Mutator(RANDOM_SEED);
    assertThat(seeds).isNotEmpty();
    for (int i = 0; i < EXECUTIONS; i++) {
      run(target, mutator.next(seeds));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noOctetsAndAllOctetsBreakNoLaw(FuzzTarget target) {
    run(target, new byte[0]);
    for (int octet = 0; octet < 256; octet++) {
      run(target, new byte[] {(byte) octet});
    }
  }

  private static void run(FuzzTarget target, byte[] input) {
    try {
      target.run(input);
    } catch (RuntimeException | AssertionError violation) {
      throw new AssertionError(target + " with input " + OctetString.of(input), violation);
    }
  }

  /** That no altered message leads to a login says little unless the right ones do. */
  @ParameterizedTest
  @EnumSource
  void rightMessagesLeadToALogin(SaslMechanism mechanism) {
    SaslScript script = SaslScript.of(mechanism);

    assertThat(SaslMessagesTarget.endsInLogin(right(1, mechanism, script.responses().size())))
        .isTrue();
    assertThat(SaslMessagesTarget.endsInLogin(right(0, mechanism, script.challenges().size())))
        .isTrue();
  }

  private static byte[] right(int side, SaslMechanism mechanism, int messages) {
    int index = List.of(SaslMechanism.values()).indexOf(mechanism);
    int initial = mechanism.isClientFirst() ? 1 : 0;
    byte[] input = {(byte) side, (byte) index, (byte) initial, -2, -1, -2, -1, -2};
    return Arrays.copyOf(input, messages == 0 ? 3 : 2 + 2 * messages);
  }

  @Test
  void everySeedDirectoryHasSeeds() {
    for (FuzzTarget target : FuzzTarget.values()) {
      assertThat(target.seeds()).as(target.name()).hasSizeGreaterThan(2).allMatch(this::isSmall);
    }
  }

  private boolean isSmall(Path seed) {
    return FuzzTarget.read(seed).length <= 4096;
  }
}
