package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.testkit.Breakage;
import io.pop3.spi.testkit.MaildropStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** The maildir store keeps the contract of stores, all of it. */
final class MaildirStoreTest extends MaildropStoreContract {

  @TempDir Path root;
  private final AtomicInteger deliveries = new AtomicInteger();
  private volatile Path broken = Path.of("/nothing");

  @Override
  protected MaildropStore createStore() throws IOException {
    FileOperations files =
        new InterceptedFileOperations(
            (step, path) -> {
              if (path.startsWith(broken)) {
                throw new IOException("broken for a test");
              }
            });
    return new MaildirFixture(root).storeOver(files, "fsync", "never");
  }

  private MaildirLayout maildir(MaildropOwner owner) {
    return new MaildirLayout(root.resolve(owner.name().value()));
  }

  @Override
  protected void deliver(MaildropOwner owner, byte[] octets) throws IOException {
    MaildirLayout maildir = maildir(owner);
    Files.createDirectories(maildir.fresh());
    Files.createDirectories(maildir.current());
    Files.createDirectories(maildir.temporary());
    String name = "1700000000.M" + deliveries.incrementAndGet() + "P1.host";
    Path draft = Files.write(maildir.temporary().resolve(name), octets);
    Files.move(draft, maildir.fresh().resolve(name));
  }

  @Override
  protected void removeBehindTheStore(MaildropOwner owner, byte[] octets) throws IOException {
    try (Stream<Path> files = Files.list(maildir(owner).fresh())) {
      for (Path file : files.toList()) {
        if (Arrays.equals(Files.readAllBytes(file), octets)) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  protected Collection<String> refusedNames() {
    return List.of("..", ".", "a/b", "../alice", "/alice", "alice/../bob", "a\\b");
  }

  @Override
  protected Breakage breakMaildrop(MaildropOwner owner) {
    broken = maildir(owner).root();
    return () -> broken = Path.of("/nothing");
  }
}
