package io.pop3.storage.maildir;

import io.pop3.spi.maildrop.MaildropAdministration;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks after maildirs, one at a time and under its lock. */
final class MaildirAdministration implements MaildropAdministration {

  private static final int READ_OCTETS = 64 << 10;
  private static final String DOVECOT = "dovecot";
  private static final String COURIER = "courier";

  private final MaildirEnvironment environment;

  MaildirAdministration(MaildirEnvironment environment) {
    this.environment = environment.withoutMemory();
  }

  /** What is done with a maildir under its lock. */
  private interface Work<T> {
    T with(LockedMaildir locked, MaildirLayout maildir) throws IOException, MaildropException;
  }

  private <T> T under(MaildropOwner owner, Retention retention, T ifMissing, Work<T> work)
      throws MaildropException {
    MaildirLayout maildir = layout(owner);
    try (MaildirLock lock = lock(maildir)) {
      return lock.isOfMissingMaildir()
          ? ifMissing
          : work.with(LockedMaildir.open(environment, maildir, lock, retention), maildir);
    } catch (IOException e) {
      throw Trouble.of("maildir can't be looked after", maildir.root(), e);
    }
  }

  private MaildirLayout layout(MaildropOwner owner) throws MaildropException {
    return new MaildirLayout(environment.options().root().resolve(owner));
  }

  private MaildirLock lock(MaildirLayout maildir) throws IOException, MaildropException {
    String mark = environment.memory().mark();
    String holder = "administration by " + mark;
    return MaildirLock.acquire(environment.files(), maildir, holder, mark, Duration.ZERO);
  }

  @Override
  public List<Entry> list(MaildropOwner owner) throws MaildropException {
    return under(
        owner,
        Retention.FOREVER,
        List.of(),
        (locked, maildir) -> {
          MessageTable table = locked.table();
          List<Entry> entries = new ArrayList<>(table.count());
          for (int index = 0; index < table.count(); index++) {
            Path place = maildir.root().relativize(locked.paths().path(index));
            entries.add(
                new Entry(table.uniqueId(index), table.wireOctets(index), place.toString()));
          }
          return entries;
        });
  }

  @Override
  public List<String> verify(MaildropOwner owner) throws MaildropException {
    return under(owner, Retention.FOREVER, List.of(), this::findProblems);
  }

  private List<String> findProblems(LockedMaildir locked, MaildirLayout maildir)
      throws IOException {
    List<String> problems = new ArrayList<>();
    if (!locked.isExclusive()) {
      problems.add(maildir.lock() + ": can't be opened (expected: may be written)");
    }
    MessageTable table = locked.table();
    Set<Object> ids = new HashSet<>();
    ByteBuffer buffer = ByteBuffer.allocate(READ_OCTETS);
    for (int index = 0; index < table.count(); index++) {
      Path file = locked.paths().path(index);
      if (!ids.add(table.uniqueId(index))) {
        problems.add(file + ": " + table.uniqueId(index) + " (expected: a unique-id of its own)");
      }
      try {
        MessageMeasure remembered = table.measure(index);
        MessageMeasure found =
            MessageMeasure.of(environment.files(), file, environment.files().file(file), buffer);
        if (found.wireOctets() != remembered.wireOctets()
            || found.isWireReady() != remembered.isWireReady()) {
          problems.add(file + ": index says " + remembered + " (expected: " + found + ")");
        }
      } catch (IOException e) {
        problems.add(file + ": " + e + " (expected: can be read)");
      }
    }
    new QuotaSums(environment.files(), maildir, environment.options().durability())
        .check()
        .ifPresent(problems::add);
    return problems;
  }

  @Override
  public int expire(MaildropOwner owner) throws MaildropException {
    return under(
        owner,
        environment.options().retentionOf(owner),
        0,
        (locked, maildir) -> {
          TemporaryFiles.purge(environment, maildir);
          return locked.expired();
        });
  }

  @Override
  public List<String> uniqueIdSources() {
    return List.of(DOVECOT, DOVECOT + ":FORMAT, such as dovecot:%v.%u", COURIER);
  }

  @Override
  public ImportReport importUniqueIds(MaildropOwner owner, String source) throws MaildropException {
    UniqueIdImporter importer = importer(source);
    MaildirLayout maildir = layout(owner);
    Path file = maildir.root().resolve(importer.fileName());
    try (MaildirLock lock = lock(maildir)) {
      lock.checkExclusive();
      MaildirIndex index =
          new MaildirIndex(
              environment.files(), maildir, environment.files().directory(maildir.root()).inode());
      MaildirUniqueIds uniqueIds = new MaildirUniqueIds(environment, maildir, index.load(), true);
      UniqueIdImport result = uniqueIds.importFrom(importer, file);
      return new ImportReport(result.imported(), result.problems());
    } catch (IllegalArgumentException e) {
      throw new MaildropException.Permanent("unique-ids can't be taken over: " + e.getMessage());
    } catch (IOException e) {
      throw Trouble.of("unique-ids can't be taken over", file, e);
    }
  }

  private UniqueIdImporter importer(String source) {
    if (source.equals(COURIER)) {
      return new CourierImporter();
    }
    if (source.equals(DOVECOT)) {
      return new DovecotImporter(UidlFormat.dovecotDefault());
    }
    if (source.startsWith(DOVECOT + ":")) {
      return new DovecotImporter(UidlFormat.parse(source.substring(DOVECOT.length() + 1)));
    }
    throw new IllegalArgumentException(
        "source: " + source + " (expected: " + String.join(", or ", uniqueIdSources()) + ")");
  }
}
