package io.pop3.server.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirsTest {

  private final MailSet set = new MailSet("t", 2, 3, SizeLaw.fixed(900));

  @TempDir private Path root;

  @Test
  void everyUserGetsEveryMessageInOrder() throws IOException {
    assertThat(new Maildirs(root).provide(set)).isTrue();
    for (int user = 1; user <= set.users(); user++) {
      List<Path> files = files(user);
      assertThat(files).hasSize(set.messages());
      for (int number = 1; number <= set.messages(); number++) {
        assertThat(Files.readAllBytes(files.get(number - 1)))
            .isEqualTo(MessageProperties.stored(set.message(user, number)));
      }
    }
  }

  @Test
  void aSetThatIsThereStaysAsItIs() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    List<Path> before = files(1);
    assertThat(maildirs.provide(set)).isFalse();
    assertThat(files(1)).isEqualTo(before);
  }

  @Test
  void mailThatIsDeliveredAnewHasNamesNeverUsedBefore() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    List<Path> before = files(1);
    maildirs.expend(set);
    for (int user = 1; user <= set.users(); user++) {
      for (Path file : files(user)) {
        Files.delete(file);
      }
    }
    maildirs.refill(set);
    assertThat(files(1)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aSetThatWasExpendedAndNeverRefilledIsWrittenAnew() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    List<Path> before = files(1);
    maildirs.expend(set);
    Files.delete(before.get(0));

    assertThat(maildirs.provide(set)).isTrue();

    assertThat(files(1)).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    assertThat(files(2)).hasSize(set.messages());
    assertThat(maildirs.provide(set)).isFalse();
  }

  @Test
  void aMaildirThatWasNotEmptiedIsNotFilledAgain() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    assertThatThrownBy(() -> maildirs.refill(set))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected: an empty maildir");
  }

  @Test
  void whatALargerSetHasMoreIsAddedBehindTheRest() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    List<Path> before = files(2);
    MailSet larger = set.withMessages(5);

    maildirs.add(larger, 4, Maildirs.Part.CURRENT);

    List<Path> files = files(2);
    assertThat(files).hasSize(5).startsWith(before.toArray(Path[]::new));
    for (int number = 4; number <= 5; number++) {
      assertThat(Files.readAllBytes(files.get(number - 1)))
          .isEqualTo(MessageProperties.stored(larger.message(2, number)));
    }
  }

  @Test
  void newMailIsNotAmongTheRest() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    maildirs.add(set.withMessages(4), 4, Maildirs.Part.NEW);
    assertThat(files(1)).hasSize(3);
    assertThat(root.resolve("t/u1/Maildir/new")).isDirectoryContaining("glob:**.bench");
  }

  @Test
  void whatAServerKeepsBesideTheMailCanBeForgotten() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    Path index = Files.createFile(root.resolve("t/u2/Maildir/server-index"));
    Path other = Files.createFile(root.resolve("t/u2/Maildir/other"));
    maildirs.forget(set, "server-");
    assertThat(index).doesNotExist();
    assertThat(other).exists();
    assertThat(files(2)).hasSize(set.messages());
  }

  @Test
  void aSetThatIsDiscardedLeavesNothing() throws IOException {
    Maildirs maildirs = new Maildirs(root);
    maildirs.provide(set);
    maildirs.discard(set);
    maildirs.discard(set);
    assertThat(root).isEmptyDirectory();
    assertThat(maildirs.provide(set)).isTrue();
  }

  private List<Path> files(int user) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("t/u" + user + "/Maildir/cur"))) {
      return files.sorted().toList();
    }
  }
}
