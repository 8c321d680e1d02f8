package io.pop3.storage.maildir;

import io.pop3.protocol.model.UniqueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes over unique-ids from another server, as far as that harms no message: each is given to one
 * message only, and to none that others show already.
 *
 * @param ids the unique-ids with those taken over
 * @param imported how many messages have the other server's unique-id now
 * @param problems why others do not, in words for an administrator
 */
record UniqueIdImport(UniqueIds ids, int imported, List<String> problems) {

  /**
   * Takes over.
   *
   * @param before the unique-ids given so far
   * @param offered what the other server has, by base
   * @param present the names of the messages that are there; others are of no interest
   */
  static UniqueIdImport of(
      UniqueIds before, Map<String, String> offered, Iterable<FileName> present) {
    Set<String> bases = new HashSet<>();
    present.forEach(name -> bases.add(name.base()));
    Map<String, String> accepted = new HashMap<>();
    Set<String> used = new HashSet<>();
    List<String> problems = new ArrayList<>();
    Map<String, String> given = before.given();
    int imported = 0;
    for (Map.Entry<String, String> offer : offered.entrySet()) {
      String base = offer.getKey();
      String id = offer.getValue();
      if (!bases.contains(base)) {
        continue;
      }
      if (!UniqueId.isValid(id) || id.startsWith("~")) {
        problems.add(base + ": " + printable(id) + " (expected: fit to be a unique-id here)");
      } else if (!used.add(id)) {
        problems.add(base + ": " + id + " (expected: not given to another message before)");
      } else if (!id.equals(base) && bases.contains(id)) {
        problems.add(base + ": " + id + " (expected: not the unique-id of another message)");
      } else if (before.isTaken(id) && !id.equals(given.get(base))) {
        problems.add(base + ": " + id + " (expected: not taken by an earlier import)");
      } else {
        imported++;
        if (!id.equals(base) || given.containsKey(base)) {
          accepted.put(base, id);
        }
      }
    }
    return new UniqueIdImport(before.with(accepted), imported, problems);
  }

  private static String printable(String id) {
    return id.replaceAll("[^!-~]", "?");
  }
}
