package io.pop3.storage.maildir;

import io.pop3.storage.maildir.MaildirIndex.Contents;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unique-ids of one maildir: where those come from that do not follow from names, and how they
 * outlive the loss of a file. They stand in {@link UniqueIdFile} and, for messages that are there,
 * in the index as well; either can be restored from the other. Used by the holder of the lock
 * alone.
 */
final class MaildirUniqueIds {

  private static final Logger LOG = LoggerFactory.getLogger(MaildirUniqueIds.class);

  private final MaildirEnvironment environment;
  private final MaildirLayout maildir;
  private final UniqueIdFile file;
  private final Contents index;
  private final boolean mayWrite;
  private long stamp;
  private Optional<UniqueIds> loaded = Optional.empty();

  /**
   * Looks what there is.
   *
   * @param index what the index says
   * @param mayWrite whether a lost file may be restored
   */
  MaildirUniqueIds(
      MaildirEnvironment environment, MaildirLayout maildir, Contents index, boolean mayWrite)
      throws IOException {
    this.environment = environment;
    this.maildir = maildir;
    this.file = new UniqueIdFile(environment.files(), maildir);
    this.index = index;
    this.mayWrite = mayWrite;
    this.stamp = file.stamp();
  }

  /** Takes over what another server left, if this maildir is opened for the first time. */
  void importAtFirst() throws IOException {
    Optional<UniqueIdImporter> importer = environment.options().importer();
    if (importer.isEmpty() || stamp != 0 || !mayWrite || wasOpenedBefore()) {
      return;
    }
    Path source = maildir.root().resolve(importer.get().fileName());
    try {
      UniqueIdImport result = importFrom(importer.get(), source);
      LOG.info("unique-ids of {} messages taken over from {}", result.imported(), source);
      result.problems().forEach(problem -> LOG.warn("unique-id not taken over: {}", problem));
    } catch (NoSuchFileException e) {
      LOG.debug("no unique-ids to take over: {}", source);
    } catch (IllegalArgumentException e) {
      throw new UniqueIdFile.DamagedException(String.valueOf(e.getMessage()));
    }
  }

  private boolean wasOpenedBefore() throws IOException {
    try {
      environment.files().file(maildir.index());
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /**
   * Takes over the unique-ids of another server.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IllegalArgumentException if the file is not what the importer expects
   */
  UniqueIdImport importFrom(UniqueIdImporter importer, Path source) throws IOException {
    Map<String, String> offered = importer.read(environment.files(), source);
    List<FileName> names = new ArrayList<>();
    for (boolean inCurrent : new boolean[] {false, true}) {
      try {
        environment.files().list(maildir.directory(inCurrent), names::add);
      } catch (NoSuchFileException e) {
        LOG.debug("no such directory: {}", maildir.directory(inCurrent));
      }
    }
    names.removeIf(name -> !name.mayBeMessage());
    UniqueIdImport result = UniqueIdImport.of(soFar(), offered, names);
    write(result.ids());
    return result;
  }

  /** To take over anew is a way out when a file is damaged. */
  private UniqueIds soFar() throws IOException {
    try {
      return get();
    } catch (UniqueIdFile.DamagedException e) {
      LOG.warn("file of unique-ids is replaced: {}", e.getMessage());
      return UniqueIds.none();
    }
  }

  private void write(UniqueIds ids) throws IOException {
    file.write(ids);
    stamp = file.stamp();
    loaded = Optional.of(ids);
  }

  /** Which file of unique-ids the answers come from. */
  long stamp() {
    return stamp;
  }

  /**
   * The unique-ids.
   *
   * @throws UniqueIdFile.DamagedException if they are lost
   */
  UniqueIds get() throws IOException {
    if (loaded.isEmpty()) {
      loaded = Optional.of(load());
    }
    return loaded.get();
  }

  private UniqueIds load() throws IOException {
    boolean indexHasThem = index.idsStamp() != 0 && index.belongsHere();
    if (stamp == 0 && indexHasThem) {
      return restored("missing");
    }
    try {
      return file.read();
    } catch (UniqueIdFile.DamagedException e) {
      if (indexHasThem) {
        return restored("damaged");
      }
      throw e;
    }
  }

  private UniqueIds restored(String what) throws IOException {
    Map<String, String> given = new HashMap<>();
    MessageTable table = index.table();
    for (int i = 0; i < table.count(); i++) {
      FileName name = table.name(i);
      if (!Arrays.equals(table.storedId(i), UniqueIds.derive(name))) {
        given.put(name.base(), table.uniqueId(i).value());
      }
    }
    UniqueIds ids = UniqueIds.given(given);
    LOG.error(
        "file of unique-ids {}, {} restored from the index: {}",
        what,
        given.size(),
        maildir.uniqueIds());
    if (mayWrite) {
      write(ids);
    }
    return ids;
  }

  /**
   * Gives the messages of the index their unique-ids, if it was made with others.
   *
   * @return whether it was
   */
  boolean identify() throws IOException {
    if (stamp == index.idsStamp() && index.belongsHere()) {
      return false;
    }
    UniqueIds ids = get();
    MessageTable table = index.table();
    for (int i = 0; i < table.count(); i++) {
      table.identify(i, ids.of(table.name(i)));
    }
    return true;
  }
}
