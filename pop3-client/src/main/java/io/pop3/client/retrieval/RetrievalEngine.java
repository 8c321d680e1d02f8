package io.pop3.client.retrieval;

import io.pop3.client.CommitOutcome;
import io.pop3.client.RetrievalCursor;
import io.pop3.client.RetrievalResult;
import io.pop3.client.Transaction;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.protocol.reply.CapabilityValue.Expire;
import io.pop3.protocol.reply.ScanLine;
import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.reply.UidLine;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Retrieves what is new in a maildrop into a {@link MailSink}, and deletes from the server what is
 * stored and due. See the package for why nothing is lost and nothing comes twice.
 *
 * <p>Blocks; not for several threads. May be used for one session after the other.
 */
public final class RetrievalEngine {

  private final Ledger ledger;
  private final MailSink sink;
  private final Retention retention;
  private final InstantSource clock;
  private final RetrievalListener listener;

  /**
   * An engine for one account.
   *
   * @param ledger what is known of the account; stays the caller's
   * @param sink where mail goes; stays the caller's
   * @param retention how long it stays on the server
   * @param clock what time it is
   * @param listener hears of the progress
   */
  public RetrievalEngine(
      Ledger ledger,
      MailSink sink,
      Retention retention,
      InstantSource clock,
      RetrievalListener listener) {
    this.ledger = ledger;
    this.sink = sink;
    this.retention = retention;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Retrieves, deletes, and commits the session.
   *
   * @param mailbox a session in which nothing was marked or retrieved yet; over when this returns
   * @return what came of it
   * @throws io.pop3.client.Pop3Exception if the connection failed before QUIT: what was stored is
   *     written down, nothing was deleted
   * @throws UniqueIdsMissingException if mail is to be kept on a server that has no UIDL
   * @throws IOException if a message can't be stored or written down; nothing was deleted
   */
  public RetrievalReport run(Transaction mailbox) throws IOException {
    try (mailbox) {
      List<String> warnings = warnings(mailbox);
      List<ScanLine> listing = mailbox.list();
      Optional<List<UidLine>> uniqueIds = mailbox.uidl();
      if (uniqueIds.isEmpty() && retention.keeps()) {
        throw new UniqueIdsMissingException(retention);
      }
      RetrievalPlan plan =
          RetrievalPlan.of(
              listing, uniqueIds.orElse(List.of()), ledger.entries(), retention, clock.instant());
      listener.began(listing.size(), plan.wanted().size());
      RetrievalSession session =
          new RetrievalSession(ledger, sink, clock, listener, plan, uniqueIds.isPresent());
      retrieve(mailbox, session, plan.wanted());
      int refusedMarks = delete(mailbox, session);
      session.noteAbsent();
      ledger.sync();
      CommitOutcome outcome = mailbox.commit();
      ledger.compact();
      return new RetrievalReport(
          listing.size(),
          session.stored(),
          session.recognised(),
          plan.known().size(),
          session.refused() + refusedMarks,
          session.due().size() - refusedMarks,
          outcome,
          warnings);
    }
  }

  private List<String> warnings(Transaction mailbox) throws IOException {
    List<String> warnings = new ArrayList<>();
    if (ledger.damagedLines() > 0) {
      warnings.add(
          ledger.file()
              + ": "
              + ledger.damagedLines()
              + " damaged lines left out (expected: none); their messages are retrieved again");
    }
    OptionalInt days =
        mailbox.capabilities().find(Expire.class).map(Expire::days).orElse(OptionalInt.empty());
    if (days.isPresent() && retention.exceeds(days.getAsInt())) {
      warnings.add(
          "server: may delete mail after "
              + days.getAsInt()
              + " days by itself (expected: to "
              + retention
              + ")");
    }
    return warnings;
  }

  private static void retrieve(Transaction mailbox, RetrievalSession session, List<ScanLine> wanted)
      throws IOException {
    try (RetrievalCursor cursor = mailbox.retrieve(wanted)) {
      Optional<RetrievalResult> result = cursor.next();
      while (result.isPresent()) {
        if (result.get() instanceof RetrievalResult.Retrieved retrieved) {
          session.take(retrieved.asked(), retrieved.content());
        } else if (result.get() instanceof RetrievalResult.NotRetrieved refused) {
          session.refuse(refused.asked(), refused.reply());
        }
        result = cursor.next();
      }
    } catch (IOException e) {
      session.settleAfter(e);
      throw e;
    }
    session.settle();
  }

  /** Marks what is stored and due; how many the server refused to mark. */
  private int delete(Transaction mailbox, RetrievalSession session) throws IOException {
    Map<MessageNumber, LedgerEntry> due = session.due();
    if (due.isEmpty()) {
      return 0;
    }
    // What is deleted there must be known here, whatever happens to this machine.
    ledger.sync();
    Map<MessageNumber, StatusLine> refused = mailbox.delete(due.keySet());
    for (Map.Entry<MessageNumber, LedgerEntry> marked : due.entrySet()) {
      StatusLine refusal = refused.get(marked.getKey());
      if (refusal == null) {
        ledger.put(marked.getValue().in(LedgerEntry.State.ASKED_TO_DELETE, clock.instant()));
      } else {
        listener.refused(marked.getKey(), refusal);
      }
    }
    return refused.size();
  }
}
