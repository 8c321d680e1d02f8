package io.pop3.client.retrieval;

import io.pop3.client.retrieval.LedgerEntry.State;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One retrieval: what was seen so far, and which entries of the ledger are accounted for. */
final class RetrievalSession {

  /** How long a message that is not listed is remembered. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  /** So much is made durable together. */
  private static final int MAX_UNSETTLED = 64;

  private static final long MAX_UNSETTLED_OCTETS = 16 << 20;

  /** A message that is committed to the sink, and may yet be lost. */
  private record Unsettled(
      MessageNumber number, LedgerEntry entry, long octets, MailSink.Outcome outcome) {}

  private final Ledger ledger;
  private final MailSink sink;
  private final InstantSource clock;
  private final RetrievalListener listener;
  private final RetrievalPlan plan;
  private final boolean hasUniqueIds;
  private final Set<String> listedIds;
  private final Map<String, List<LedgerEntry>> strays;
  private final Set<MessageKey> claimed = new HashSet<>();
  private final Map<MessageKey, Integer> copies = new HashMap<>();
  private final Map<MessageNumber, LedgerEntry> due = new LinkedHashMap<>();
  private final List<Unsettled> unsettled = new ArrayList<>();
  private long unsettledOctets;
  private int stored;
  private int recognised;
  private int refused;

  RetrievalSession(
      Ledger ledger,
      MailSink sink,
      InstantSource clock,
      RetrievalListener listener,
      RetrievalPlan plan,
      boolean hasUniqueIds) {
    this.ledger = ledger;
    this.sink = sink;
    this.clock = clock;
    this.listener = listener;
    this.plan = plan;
    this.hasUniqueIds = hasUniqueIds;
    this.listedIds = plan.uniqueIds();
    this.strays =
        ledger.entries().stream()
            .filter(this::isStray)
            .collect(Collectors.groupingBy(entry -> entry.key().digest()));
    for (RetrievalPlan.Known known : plan.known()) {
      account(known.line().message(), known.entry());
    }
  }

  /** Takes a message, unless its content shows that it is stored already. */
  void take(ScanLine line, InputStream content) throws IOException {
    try (MailSink.Delivery delivery = sink.begin()) {
      MessageDigest digest = Sha256.start();
      OutputStream target = new DigestOutputStream(delivery.content(), digest);
      // A connection that is lost before the end throws here, and the delivery is discarded.
      long octets = content.transferTo(target);
      MessageKey key = key(line.message(), HexFormat.of().formatHex(digest.digest()));
      Optional<LedgerEntry> known = find(key);
      if (known.isPresent()) {
        remember(line, key, known.get());
        recognised++;
        listener.recognised(line.message());
        return;
      }
      MailSink.Outcome outcome = delivery.commit(DeliveryId.of(ledger.account(), key));
      Instant now = clock.instant();
      LedgerEntry entry = new LedgerEntry(key, line.octets().value(), now, State.KEPT, now);
      claimed.add(key);
      unsettled.add(new Unsettled(line.message(), entry, octets, outcome));
      unsettledOctets += octets;
    }
    if (unsettled.size() >= MAX_UNSETTLED || unsettledOctets >= MAX_UNSETTLED_OCTETS) {
      settle();
    }
  }

  /** Waits until what was taken is durable, and writes it down: in this order. */
  void settle() throws IOException {
    if (unsettled.isEmpty()) {
      return;
    }
    // Forgotten first: what can't be made durable must not be written down by a second try.
    List<Unsettled> messages = List.copyOf(unsettled);
    unsettled.clear();
    unsettledOctets = 0;
    sink.sync();
    for (Unsettled message : messages) {
      ledger.put(message.entry());
      account(message.number(), message.entry());
      if (message.outcome() == MailSink.Outcome.STORED) {
        stored++;
        listener.stored(message.number(), message.octets());
      } else {
        recognised++;
        listener.recognised(message.number());
      }
    }
  }

  /** After a failure, saves what was taken before it. */
  void settleAfter(IOException failure) {
    try {
      settle();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private MessageKey key(MessageNumber message, String digest) {
    MessageKey first = new MessageKey(plan.uniqueId(message), digest, 0);
    int copy = copies.merge(first, 1, Integer::sum) - 1;
    return new MessageKey(first.uniqueId(), digest, copy);
  }

  /**
   * The entry of this very message: under its key, or under a unique-id that is listed no more, as
   * happens when a server gives new ones to all messages. A message that the server was asked to
   * delete is not taken for one with another unique-id: somebody may have put it back on purpose.
   */
  private Optional<LedgerEntry> find(MessageKey key) {
    Optional<LedgerEntry> same = ledger.find(key);
    if (same.isPresent()) {
      return same;
    }
    return strays.getOrDefault(key.digest(), List.of()).stream()
        .filter(entry -> !claimed.contains(entry.key()))
        .findFirst();
  }

  private boolean isStray(LedgerEntry entry) {
    return entry.state() != State.ASKED_TO_DELETE && !isListed(entry);
  }

  private boolean isListed(LedgerEntry entry) {
    return entry.key().uniqueId().filter(listedIds::contains).isPresent();
  }

  /** Writes down that a message is there, under the unique-id and size it has now. */
  private void remember(ScanLine line, MessageKey key, LedgerEntry known) throws IOException {
    MessageKey better = key.uniqueId().isPresent() ? key : known.key();
    LedgerEntry entry =
        new LedgerEntry(better, line.octets().value(), known.stored(), State.KEPT, clock.instant());
    ledger.put(entry);
    if (!better.equals(known.key())) {
      ledger.forget(known);
    }
    account(line.message(), entry);
  }

  private void account(MessageNumber message, LedgerEntry entry) {
    claimed.add(entry.key());
    if (plan.isDue(entry)) {
      due.put(message, entry);
    }
  }

  /** The server does not give a message. */
  void refuse(ScanLine line, StatusLine reply) {
    refused++;
    listener.refused(line.message(), reply);
  }

  /** Writes down which messages are not there any more. */
  void noteAbsent() throws IOException {
    Instant now = clock.instant();
    for (LedgerEntry entry : ledger.entries()) {
      if (!claimed.contains(entry.key()) && isAbsent(entry)) {
        noteAbsent(entry, now);
      }
    }
  }

  /** Without unique-ids, only who has seen every message can tell that one is missing. */
  private boolean isAbsent(LedgerEntry entry) {
    boolean tellable = hasUniqueIds && entry.key().uniqueId().isPresent();
    return tellable ? !isListed(entry) : refused == 0;
  }

  private void noteAbsent(LedgerEntry entry, Instant now) throws IOException {
    switch (entry.state()) {
      case ASKED_TO_DELETE -> ledger.forget(entry);
      case KEPT -> ledger.put(entry.in(State.MISSING, now));
      case MISSING -> {
        if (!now.isBefore(entry.since().plus(REMEMBERED))) {
          ledger.forget(entry);
        }
      }
    }
  }

  /** What is stored and due to be deleted, by the number it has in this session. */
  Map<MessageNumber, LedgerEntry> due() {
    return due;
  }

  int stored() {
    return stored;
  }

  int recognised() {
    return recognised;
  }

  int refused() {
    return refused;
  }
}
