package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.storage.maildir.FileOperations.DirectoryFacts;
import io.pop3.storage.maildir.MaildirIndex.Contents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The maildirs below a root. */
final class MaildirStore implements MaildropStore {

  private final MaildirOptions options;
  private final FileOperations files;
  private volatile boolean closed;

  MaildirStore(MaildirOptions options, FileOperations files) {
    this.options = options;
    this.files = files;
  }

  @Override
  public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
    if (closed) {
      throw new IllegalStateException("store: closed (expected: open)");
    }
    MaildirLayout maildir = new MaildirLayout(options.root().resolve(owner));
    String holder = "session " + context.session() + " of process " + ProcessHandle.current().pid();
    try {
      if (options.create()) {
        create(maildir);
      } else if (isMissing(maildir)) {
        MaildirLock lock = MaildirLock.acquireMissing(files, maildir, holder, context.lockWait());
        return MaildirMaildrop.empty(maildir, files, lock);
      }
      MaildirLock lock = MaildirLock.acquire(files, maildir, holder, context.lockWait());
      try {
        return open(maildir, lock);
      } catch (IOException | RuntimeException | Error e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw Trouble.of("maildir can't be opened", maildir.root(), e);
    }
  }

  private void create(MaildirLayout maildir) throws IOException {
    files.createDirectories(maildir.fresh());
    files.createDirectories(maildir.current());
    files.createDirectories(maildir.temporary());
  }

  /** A user who never had mail has no maildir yet; a disk that is not mounted is another matter. */
  private boolean isMissing(MaildirLayout maildir) throws IOException, MaildropException {
    try {
      files.directory(maildir.root());
      return false;
    } catch (NoSuchFileException e) {
      Optional<Path> fixed = options.root().fixedDirectory();
      if (fixed.isPresent() && !Files.isDirectory(fixed.get())) {
        throw new MaildropException.Temporary(
            "root of all maildirs: " + fixed.get() + " (expected: a directory that exists)", e);
      }
      return true;
    }
  }

  private Maildrop open(MaildirLayout maildir, MaildirLock lock) throws IOException {
    DirectoryFacts facts = files.directory(maildir.root());
    MaildirIndex index = new MaildirIndex(files, maildir, facts.inode());
    Contents contents = index.load();
    Optional<IndexBatch> changes =
        new MaildirScanner(files, maildir).update(contents, lock.lockedAt());
    if (changes.isPresent() && lock.isExclusive()) {
      index.save(contents.table(), changes.get());
    }
    return new MaildirMaildrop(maildir, files, lock, index, contents.table());
  }

  @Override
  public void close() {
    closed = true;
  }
}
