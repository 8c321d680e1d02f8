package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.UniqueId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a maildrop should be, kept in the most naive way. */
final class MaildropModel {

  /** A message, with its unique-id as soon as a session saw it. */
  static final class Entry {

    private final byte[] octets;
    private Optional<UniqueId> uniqueId = Optional.empty();

    Entry(byte[] octets) {
      this.octets = octets;
    }

    byte[] octets() {
      return octets;
    }
  }

  private final Set<UniqueId> usedIds = new HashSet<>();
  private final List<Entry> stored = new ArrayList<>();
  private List<Entry> listed = List.of();
  private boolean open;
  private boolean committed;

  boolean isOpen() {
    return open;
  }

  boolean isCommitted() {
    return committed;
  }

  /** The messages of the open session, those included that are gone since. */
  List<Entry> listed() {
    return listed;
  }

  boolean isStored(Entry entry) {
    return stored.contains(entry);
  }

  void deliver(byte[] octets) {
    stored.add(new Entry(octets));
  }

  void open() {
    open = true;
    committed = false;
    listed = List.copyOf(stored);
  }

  void checkUniqueIds(List<UniqueId> seen) {
    assertThat(seen).as("unique-ids").hasSize(listed.size()).doesNotHaveDuplicates();
    for (int index = 0; index < seen.size(); index++) {
      Entry entry = listed.get(index);
      UniqueId uniqueId = seen.get(index);
      if (entry.uniqueId.isPresent()) {
        assertThat(uniqueId).as("MD-09 at %s", index).isEqualTo(entry.uniqueId.get());
      } else {
        assertThat(usedIds.add(uniqueId)).as("MD-10: %s at %s is new", uniqueId, index).isTrue();
        entry.uniqueId = Optional.of(uniqueId);
      }
    }
  }

  /** The number of marked messages that were still there. */
  int commit(BitSet marked) {
    committed = true;
    int before = stored.size();
    marked.stream().mapToObj(listed::get).forEach(stored::remove);
    return before - stored.size();
  }

  void close() {
    open = false;
    listed = List.of();
  }

  /** A message that can be told from all others by its content. */
  Optional<Entry> unmistakable() {
    return stored.stream()
        .filter(
            entry ->
                stored.stream().filter(e -> Arrays.equals(e.octets, entry.octets)).count() == 1)
        .findFirst();
  }

  void remove(Entry entry) {
    stored.remove(entry);
  }
}
