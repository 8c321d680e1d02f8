package io.pop3.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirMailboxControlTest {

  @TempDir private Path maildir;

  @BeforeEach
  void makeFolders() throws IOException {
    for (String folder : List.of("new", "cur", "tmp")) {
      Files.createDirectory(maildir.resolve(folder));
    }
  }

  @Test
  void messagesKeepTheirOrderByNameAndByTime() throws IOException {
    MaildirMailboxControl control = new MaildirMailboxControl(maildir);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      control.deliver(("message " + i + "\n").getBytes(US_ASCII));
      expected.add("message " + i + "\n");
    }
    assertThat(contents(byName())).isEqualTo(expected);
    List<Path> files = byName();
    List<FileTime> times = new ArrayList<>();
    for (Path file : files) {
      times.add(Files.getLastModifiedTime(file));
    }
    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(Collections.max(times).toInstant()).isBefore(Instant.now());
    assertThat(control.count()).isEqualTo(20);
    assertThat(maildir.resolve("tmp")).isEmptyDirectory();
  }

  private List<Path> byName() throws IOException {
    try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> contents(List<Path> files) throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(Files.readString(file, US_ASCII));
    }
    return contents;
  }

  @Test
  void octetsAreStoredAsGiven() throws IOException {
    MaildirMailboxControl control = new MaildirMailboxControl(maildir);
    byte[] octets = {'a', '\r', 0, '\n', (byte) 0xFF, '.'};
    control.deliver(octets);
    assertThat(Files.readAllBytes(byName().get(0))).isEqualTo(octets);
    assertThat(control.storesVerbatim()).isTrue();
  }

  @Test
  void clearRemovesAllMailAndNothingElse() throws IOException {
    MaildirMailboxControl control = new MaildirMailboxControl(maildir);
    control.deliver(new byte[] {'x'});
    Files.writeString(maildir.resolve("cur").resolve("1.P1.host:2,S"), "seen");
    Files.writeString(maildir.resolve("cur").resolve(".hidden"), "no mail");
    Files.writeString(maildir.resolve("uidlist"), "the server's own");
    assertThat(control.count()).isEqualTo(2);
    control.clear();
    assertThat(control.count()).isZero();
    assertThat(maildir.resolve("cur").resolve(".hidden")).exists();
    assertThat(maildir.resolve("uidlist")).exists();
  }

  @Test
  void folderThatIsNoMaildirIsRefused() throws IOException {
    Files.delete(maildir.resolve("tmp"));
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> new MaildirMailboxControl(maildir))
        .withMessageContaining("tmp");
  }
}
