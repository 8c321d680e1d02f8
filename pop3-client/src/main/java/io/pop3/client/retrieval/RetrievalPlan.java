package io.pop3.client.retrieval;

import io.pop3.client.retrieval.LedgerEntry.State;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.UidLine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of the listed messages are known and which must be retrieved: a pure function of what the
 * server lists and what the ledger says.
 *
 * <ol>
 *   <li>Known is a message whose unique-id nobody else in the listing has, and that the ledger has
 *       as kept with this unique-id and this size.
 *   <li>Messages that share a unique-id are known only all together: if the ledger has as many of
 *       each size, and none of them is due to be deleted, for which their content must be looked at
 *       (A-23).
 *   <li>Everything else is to be retrieved, whatever the ledger says of its unique-id.
 * </ol>
 */
final class RetrievalPlan {

  /**
   * A message that need not be retrieved.
   *
   * @param line number and listed size
   * @param entry what is known of it
   */
  record Known(ScanLine line, LedgerEntry entry) {}

  private final List<Known> known = new ArrayList<>();
  private final List<ScanLine> wanted = new ArrayList<>();
  private final Map<MessageNumber, String> uniqueIds = new HashMap<>();
  private final Map<String, List<LedgerEntry>> kept = new HashMap<>();
  private final Retention retention;
  private final Instant now;

  private RetrievalPlan(Collection<LedgerEntry> entries, Retention retention, Instant now) {
    this.retention = retention;
    this.now = now;
    for (LedgerEntry entry : entries) {
      if (entry.state() == State.KEPT && entry.key().uniqueId().isPresent()) {
        String uniqueId = entry.key().uniqueId().get();
        kept.computeIfAbsent(uniqueId, none -> new ArrayList<>()).add(entry);
      }
    }
  }

  static RetrievalPlan of(
      List<ScanLine> listing,
      List<UidLine> uniqueIds,
      Collection<LedgerEntry> entries,
      Retention retention,
      Instant now) {
    RetrievalPlan plan = new RetrievalPlan(entries, retention, now);
    uniqueIds.forEach(line -> plan.uniqueIds.put(line.message(), line.uniqueId()));
    Map<String, List<ScanLine>> groups = new LinkedHashMap<>();
    for (ScanLine line : listing) {
      String uniqueId = plan.uniqueIds.get(line.message());
      if (uniqueId == null) {
        plan.wanted.add(line);
      } else {
        groups.computeIfAbsent(uniqueId, none -> new ArrayList<>()).add(line);
      }
    }
    groups.forEach(plan::decide);
    plan.wanted.sort((a, b) -> a.message().compareTo(b.message()));
    return plan;
  }

  private void decide(String uniqueId, List<ScanLine> group) {
    Map<Long, Deque<LedgerEntry>> bySize = new HashMap<>();
    for (LedgerEntry entry : kept.getOrDefault(uniqueId, List.of())) {
      bySize.computeIfAbsent(entry.size(), none -> new ArrayDeque<>()).add(entry);
    }
    List<Known> matches = new ArrayList<>();
    for (ScanLine line : group) {
      Deque<LedgerEntry> candidates =
          bySize.getOrDefault(line.octets().value(), new ArrayDeque<>());
      LedgerEntry match = candidates.poll();
      if (match != null) {
        matches.add(new Known(line, match));
      }
    }
    boolean allMatch = matches.size() == group.size();
    boolean untouched = matches.stream().noneMatch(match -> isDue(match.entry()));
    if (allMatch && (group.size() == 1 || untouched)) {
      known.addAll(matches);
    } else {
      wanted.addAll(group);
    }
  }

  /** Whether it is time to delete a message. */
  boolean isDue(LedgerEntry entry) {
    return retention.isOver(entry.stored(), now);
  }

  /** What need not be retrieved. */
  List<Known> known() {
    return known;
  }

  /** What is to be retrieved, by number. */
  List<ScanLine> wanted() {
    return wanted;
  }

  Optional<String> uniqueId(MessageNumber message) {
    return Optional.ofNullable(uniqueIds.get(message));
  }

  /** All unique-ids that are listed. */
  Set<String> uniqueIds() {
    return Set.copyOf(uniqueIds.values());
  }
}
