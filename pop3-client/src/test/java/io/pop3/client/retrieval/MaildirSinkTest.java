package io.pop3.client.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pop3.client.retrieval.MailSink.Delivery;
import io.pop3.client.retrieval.MailSink.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MaildirSinkTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final DeliveryId ID = id("a");

  @TempDir private Path directory;

  private static DeliveryId id(String uniqueId) {
    return DeliveryId.of(
        Fixture.ACCOUNT, new MessageKey(Optional.of(uniqueId), "00".repeat(32), 0));
  }

  private Outcome deliver(DeliveryId id, String text) throws IOException {
    try (MaildirSink sink = MaildirSink.open(directory, CLOCK);
        Delivery delivery = sink.begin()) {
      delivery.content().write(text.getBytes(StandardCharsets.ISO_8859_1));
      Outcome outcome = delivery.commit(id);
      sink.sync();
      return outcome;
    }
  }

  private List<Path> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(part))) {
      return files.toList();
    }
  }

  // MDIR-3
  @Test
  void messageAppearsInNewWhenItIsDurable() throws IOException {
    try (MaildirSink sink = MaildirSink.open(directory, CLOCK);
        Delivery delivery = sink.begin()) {
      delivery.content().write("a\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(files("new")).isEmpty();
      assertThat(files("tmp")).hasSize(1);
      assertThat(delivery.commit(ID)).isEqualTo(Outcome.STORED);
      assertThat(files("new")).isEmpty();
      sink.sync();
    }
    assertThat(files("tmp")).isEmpty();
    assertThat(files("new"))
        .hasSize(1)
        .first()
        .satisfies(file -> assertThat(file).hasContent("a\n"));
    assertThat(files("new").get(0).getFileName())
        .hasToString(NOW.getEpochSecond() + ".P" + ID + ".pop3");
  }

  @Test
  void messageThatIsNotCommittedLeavesNothing() throws IOException {
    try (MaildirSink sink = MaildirSink.open(directory, CLOCK);
        Delivery delivery = sink.begin()) {
      delivery.content().write("half".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(files("tmp")).isEmpty();
    assertThat(files("new")).isEmpty();
  }

  @Test
  void messageThatIsNotSyncedLeavesNothing() throws IOException {
    try (MaildirSink sink = MaildirSink.open(directory, CLOCK);
        Delivery delivery = sink.begin();
        Delivery again = sink.begin()) {
      assertThat(delivery.commit(ID)).isEqualTo(Outcome.STORED);
      assertThat(again.commit(ID)).isEqualTo(Outcome.STORED_BEFORE);
    }
    assertThat(files("tmp")).isEmpty();
    assertThat(files("new")).isEmpty();
  }

  /** A sink that could not make a message durable does not take it for stored. */
  @Test
  void failedSyncIsForgotten() throws IOException {
    try (MaildirSink sink = MaildirSink.open(directory, CLOCK)) {
      try (Delivery delivery = sink.begin()) {
        assertThat(delivery.commit(ID)).isEqualTo(Outcome.STORED);
      }
      Files.delete(files("tmp").get(0));
      assertThatExceptionOfType(IOException.class).isThrownBy(sink::sync);
      try (Delivery delivery = sink.begin()) {
        assertThat(delivery.commit(ID)).isEqualTo(Outcome.STORED);
        sink.sync();
      }
    }
    assertThat(files("new")).hasSize(1);
  }

  /** Readers move messages to cur and add flags, and servers add sizes: the identity stays. */
  @Test
  void identityIsRecognisedWhateverReadersMadeOfTheName() throws IOException {
    assertThat(deliver(ID, "x")).isEqualTo(Outcome.STORED);
    assertThat(deliver(ID, "x")).isEqualTo(Outcome.STORED_BEFORE);
    Path file = files("new").get(0);
    Files.move(file, directory.resolve("cur").resolve(file.getFileName() + ",S=1,W=1:2,RS"));
    assertThat(deliver(ID, "x")).isEqualTo(Outcome.STORED_BEFORE);
    assertThat(deliver(id("b"), "x")).isEqualTo(Outcome.STORED);
    assertThat(files("new")).hasSize(1);
    assertThat(files("tmp")).isEmpty();
  }

  // MDIR-5
  @Test
  void onlyOwnFilesThatAreLongAbandonedAreRemovedFromTmp() throws IOException {
    deliver(ID, "x");
    Path tmp = directory.resolve("tmp");
    Path old = Files.createFile(tmp.resolve("1.Tabc.pop3"));
    Path recent = Files.createFile(tmp.resolve("2.Tabc.pop3"));
    Path foreign = Files.createFile(tmp.resolve("3.M1P2.host"));
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofHours(37))));
    Files.setLastModifiedTime(recent, FileTime.from(NOW.minus(Duration.ofHours(35))));
    Files.setLastModifiedTime(foreign, FileTime.from(NOW.minus(Duration.ofDays(100))));
    MaildirSink.open(directory, CLOCK).close();
    assertThat(files("tmp")).containsExactlyInAnyOrder(recent, foreign);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void mailIsForItsOwnerOnly() throws IOException {
    Path maildir = directory.resolve("deep/mail");
    MaildirSink.open(maildir, CLOCK).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(maildir)))
        .isEqualTo("rwx------");
    deliver(ID, "x");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files("new").get(0))))
        .isEqualTo("rw-------");
  }

  @Property
  void lineEndsBecomeLfHoweverTheWritesAreSplit(
      @ForAll @CharRange(from = '\n', to = '\r') @StringLength(max = 30) String text,
      @ForAll @IntRange(min = 1, max = 5) int piece)
      throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (LineEndTranslator translator = new LineEndTranslator(target)) {
      for (int i = 0; i < octets.length; i += piece) {
        translator.write(octets, i, Math.min(piece, octets.length - i));
      }
    }
    assertThat(target.toString(StandardCharsets.ISO_8859_1)).isEqualTo(text.replace("\r\n", "\n"));
  }
}
