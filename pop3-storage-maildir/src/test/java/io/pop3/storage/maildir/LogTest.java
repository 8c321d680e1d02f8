package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.InterceptedFileOperations.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever went wrong is told to the operator, in a line that names the maildir or the file. */
class LogTest {

  @TempDir Path root;
  private MaildirFixture fixture;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.pop3.storage.maildir");
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  @BeforeEach
  void listen() throws IOException {
    fixture = new MaildirFixture(root);
    fixture.deliver("17.a.host", "a\n");
    fixture.deliver("17.b.host", "b\n");
    fixture.settle();
    logger.setLevel(Level.INFO);
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(appender);
    logger.setLevel(null);
  }

  private FileOperations failing(Step failing, String name) {
    return new InterceptedFileOperations(
        (step, path) -> {
          if (step == failing && path.getFileName().toString().startsWith(name)) {
            throw new IOException("Input/output error");
          }
        });
  }

  private void session(FileOperations files, String... options) throws MaildropException {
    lines.clear();
    try (MaildropStore store = fixture.storeOver(files, options)) {
      store.open(HARISH, OpenContext.of("logged")).close();
    }
  }

  private void session() throws MaildropException {
    session(new NioFileOperations());
  }

  private void dieWithinAnUpdate() throws Exception {
    FileOperations deadly =
        new InterceptedFileOperations(
            (step, path) -> {
              if (step == Step.DELETE && path.toString().endsWith(".host")) {
                throw new Error("the process ends here");
              }
            });
    try (MaildropStore store = fixture.storeOver(deadly);
        Maildrop maildrop = store.open(HARISH, OpenContext.of("killed"))) {
      assertThatThrownBy(() -> maildrop.commit(Deletions.of(0))).isInstanceOf(Error.class);
    }
  }

  @Test
  void aSessionThatIsWellLogsNothing() throws Exception {
    session();
    session();
    assertThat(lines).isEmpty();
  }

  @Test
  void theEndOfAnUnfinishedUpdate() throws Exception {
    dieWithinAnUpdate();
    session(failing(Step.DELETE, "17."));
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARN unfinished update of " + fixture.maildir.root())
        .contains("can't be finished yet", "Input/output error");
    session();
    assertThat(lines)
        .containsExactly(
            "INFO unfinished update of "
                + fixture.maildir.root()
                + " is finished: 1 of 1 messages were still there");
  }

  @Test
  void aDamagedJournal() throws Exception {
    Files.writeString(fixture.maildir.journal(), "garbage");
    session();
    assertThat(lines)
        .singleElement()
        .asString()
        .isEqualTo("ERROR journal is damaged, nothing is removed: " + fixture.maildir.journal());
  }

  @Test
  void anIndexThatIsTruncatedOrForeign() throws Exception {
    session();
    byte[] index = Files.readAllBytes(fixture.maildir.index());
    Files.write(fixture.maildir.index(), Arrays.copyOf(index, index.length - 1));
    session();
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARN index of " + fixture.maildir.root() + " is good for 16 of ");
    Files.writeString(fixture.maildir.index(), "something else altogether");
    session();
    assertThat(lines)
        .containsExactly(
            "WARN index of "
                + fixture.maildir.root()
                + " is none of this version and is made anew");
  }

  @Test
  void anIndexThatCannotBeWritten() throws Exception {
    session(failing(Step.WRITE, "pop3d-index"));
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("WARN index of " + fixture.maildir.root() + " can't be written")
        .contains("Input/output error");
  }

  @Test
  void aLockThatCannotBeHad() throws Exception {
    session(failing(Step.OPEN_TO_WRITE, "pop3d-lock"));
    assertThat(lines).anyMatch(line -> line.startsWith("WARN maildir can only be read, as"));
    session(failing(Step.WRITE, "pop3d-lock"));
    assertThat(lines).anyMatch(line -> line.startsWith("WARN maildir can only be read, as"));
  }

  @Test
  void uniqueIdsThatWereLost() throws Exception {
    Files.writeString(fixture.maildir.root().resolve("dovecot-uidlist"), "3 V7 N9\n3 :17.a.host\n");
    session(new NioFileOperations(), "import-unique-ids", "dovecot");
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("INFO unique-ids of 1 messages taken over from " + fixture.maildir.root());
    Files.delete(fixture.maildir.uniqueIds());
    session();
    assertThat(lines)
        .containsExactly(
            "ERROR file of unique-ids missing, 1 restored from the index: "
                + fixture.maildir.uniqueIds());
  }

  @Test
  void mailThatIsOverItsTime() throws Exception {
    Files.setLastModifiedTime(fixture.maildir.fresh().resolve("17.a.host"), FileTime.fromMillis(0));
    session(new NioFileOperations(), "retention-days", "30");
    assertThat(lines)
        .containsExactly(
            "INFO messages of " + fixture.maildir.root() + " removed as their time has come: 1");
  }
}
