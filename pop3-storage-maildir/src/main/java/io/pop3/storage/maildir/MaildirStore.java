package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.Expiry;
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
    String mark = environment.memory().mark();
    String holder = "session " + context.session() + " of " + mark;
    FileOperations files = environment.files();
    try {
      if (environment.options().create()) {
        checkMounted();
        create(maildir);
      }
      MaildirLock lock = MaildirLock.acquire(files, maildir, holder, mark, context.lockWait());
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
    if (lock.isOfMissingMaildir()) {
      checkMounted();
      return new MissingMaildrop(lock, environment.options().retentionOf(owner));
    }
    Retention retention = environment.options().retentionOf(owner);
    LockedMaildir locked = LockedMaildir.open(environment, maildir, lock, retention);
    return new MaildirMaildrop(environment, maildir, locked, retention);
  }

  private void create(MaildirLayout maildir) throws IOException {
    environment.files().createDirectories(maildir.fresh());
    environment.files().createDirectories(maildir.current());
    environment.files().createDirectories(maildir.temporary());
  }

  /** A user who never had mail has no maildir yet; a disk that is not mounted is another matter. */
  private void checkMounted() throws IOException, MaildropException {
    Optional<Path> fixed = environment.options().root().fixedDirectory();
    try {
      if (fixed.isPresent()) {
        environment.files().directory(fixed.get());
      }
    } catch (NoSuchFileException e) {
      throw new MaildropException.Temporary(
          "root of all maildirs: " + fixed.get() + " (expected: a directory that exists)", e);
    }
  }

  @Override
  public Expiry expiry() {
    return environment.options().expiry();
  }

  @Override
  public void close() {
    closed = true;
  }
}
