package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The maildirs below a root. */
final class MaildirStore implements MaildropStore {

  private final MaildirEnvironment environment;
  private volatile boolean closed;

  MaildirStore(MaildirEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
    if (closed) {
      throw new IllegalStateException("store: closed (expected: open)");
    }
    MaildirLayout maildir = new MaildirLayout(environment.options().root().resolve(owner));
    String holder = "session " + context.session() + " of process " + ProcessHandle.current().pid();
    FileOperations files = environment.files();
    try {
      if (environment.options().create()) {
        create(maildir);
      }
      MaildirLock lock = MaildirLock.acquire(files, maildir, holder, context.lockWait());
      try {
        return open(owner, maildir, lock);
      } catch (IOException | MaildropException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw Trouble.of("maildir can't be opened", maildir.root(), e);
    }
  }

  private Maildrop open(MaildropOwner owner, MaildirLayout maildir, MaildirLock lock)
      throws IOException, MaildropException {
    if (isMissing(maildir)) {
      return new MissingMaildrop(lock);
    }
    Retention retention = environment.options().retention().of(owner);
    return new MaildirMaildrop(
        environment, maildir, LockedMaildir.open(environment, maildir, lock, retention));
  }

  private void create(MaildirLayout maildir) throws IOException {
    environment.files().createDirectories(maildir.fresh());
    environment.files().createDirectories(maildir.current());
    environment.files().createDirectories(maildir.temporary());
  }

  /** A user who never had mail has no maildir yet; a disk that is not mounted is another matter. */
  private boolean isMissing(MaildirLayout maildir) throws IOException, MaildropException {
    try {
      environment.files().directory(maildir.root());
      return false;
    } catch (NoSuchFileException e) {
      Optional<Path> fixed = environment.options().root().fixedDirectory();
      if (fixed.isPresent()) {
        checkMounted(fixed.get());
      }
      return true;
    }
  }

  private void checkMounted(Path directory) throws IOException, MaildropException {
    try {
      environment.files().directory(directory);
    } catch (NoSuchFileException e) {
      throw new MaildropException.Temporary(
          "root of all maildirs: " + directory + " (expected: a directory that exists)", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
