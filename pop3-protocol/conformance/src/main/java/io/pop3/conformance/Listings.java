package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.internal.wire.Reply;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads listings for the cases that are not about their form. */
final class Listings {

  private static final Pattern DROP = Pattern.compile("\\+OK ([0-9]{1,18}) ([0-9]{1,18})( .*)?");
  private static final Pattern SCAN = Pattern.compile("([0-9]{1,9}) ([0-9]{1,18})( .*)?");
  private static final Pattern UID = Pattern.compile("([0-9]{1,9}) (\\S+)");

  private Listings() {}

  /**
   * A drop listing.
   *
   * @param count how many messages
   * @param octets their size
   */
  record Drop(long count, long octets) {}

  static Drop stat(Dialogue session) {
    Reply reply = session.ok("STAT");
    Matcher matcher = DROP.matcher(reply.line());
    if (!matcher.matches()) {
      throw new Discrepancy("+OK count octets", reply.shown());
    }
    return new Drop(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  /** The sizes of all messages by their numbers. */
  static NavigableMap<Integer, Long> scan(Dialogue session) {
    NavigableMap<Integer, Long> sizes = new TreeMap<>();
    for (String line : session.okList("LIST").lines()) {
      Matcher matcher = SCAN.matcher(line);
      if (!matcher.matches()
          || sizes.put(Integer.valueOf(matcher.group(1)), Long.valueOf(matcher.group(2))) != null) {
        throw new Discrepancy("number size, each number once, in LIST", Octets.show(line));
      }
    }
    return sizes;
  }

  /** The unique-ids of all messages by their numbers. */
  static NavigableMap<Integer, String> uids(Dialogue session) {
    NavigableMap<Integer, String> uids = new TreeMap<>();
    for (String line : session.okList("UIDL").lines()) {
      Matcher matcher = UID.matcher(line);
      if (!matcher.matches()
          || uids.put(Integer.valueOf(matcher.group(1)), matcher.group(2)) != null) {
        throw new Discrepancy("number unique-id, each number once, in UIDL", Octets.show(line));
      }
    }
    return uids;
  }

  /** A number that no message has. */
  static int beyond(NavigableMap<Integer, ?> listing) {
    return listing.isEmpty() ? 1 : listing.lastKey() + 1;
  }
}
