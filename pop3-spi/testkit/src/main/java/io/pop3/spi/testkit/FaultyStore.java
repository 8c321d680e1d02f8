package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * A store that does what another does, except at the steps where a test makes it fail or wait. For
 * tests of servers; safe for several threads.
 *
 * <pre>{@code
 * FaultyStore store = FaultyStore.around(new InMemoryMaildropStore().deliver("alice", octets));
 * store.failOnce(Step.COMMIT, Fault.TEMPORARY);
 * }</pre>
 *
 * <p>A failure at any step but {@link Step#CLOSE} comes before the wrapped store is asked, so that
 * nothing has happened yet. Injections are for all maildrops of the store; one for a step replaces
 * the one before.
 */
public final class FaultyStore implements MaildropStore {

  /** Where a failure can be injected. */
  public enum Step {
    /** {@link MaildropStore#open}. */
    OPEN,
    /** {@link Maildrop#messages}. */
    LISTING,
    /** {@link Maildrop#read}. */
    READ,
    /** {@link MessageContent#read}. */
    CONTENT,
    /** {@link Maildrop#commit}. */
    COMMIT,
    /** {@link Maildrop#close}; the wrapped maildrop is closed all the same. */
    CLOSE;

    /**
     * Tells whether a store may fail in this way at this step.
     *
     * @param fault the failure
     * @return whether it can be injected
     */
    public boolean canFailWith(Fault fault) {
      return fault == Fault.RUNTIME_EXCEPTION
          || switch (this) {
            case OPEN ->
                fault == Fault.BUSY || fault == Fault.TEMPORARY || fault == Fault.PERMANENT;
            case READ, COMMIT -> fault == Fault.TEMPORARY || fault == Fault.PERMANENT;
            case CONTENT -> fault == Fault.IO_EXCEPTION;
            case LISTING, CLOSE -> false;
          };
    }
  }

  /** How a step fails. */
  public enum Fault {
    /** Throws {@link MaildropException.Busy}. */
    BUSY,
    /** Throws {@link MaildropException.Temporary}. */
    TEMPORARY,
    /** Throws {@link MaildropException.Permanent}. */
    PERMANENT,
    /** Throws {@link IOException}. */
    IO_EXCEPTION,
    /** Throws {@link InjectedFault}, which no contract allows: what a programming error does. */
    RUNTIME_EXCEPTION
  }

  /** What {@link Fault#RUNTIME_EXCEPTION} throws. */
  public static final class InjectedFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InjectedFault(String message) {
      super(message);
    }
  }

  private final MaildropStore store;
  private final Injections injections = new Injections();

  private FaultyStore(MaildropStore store) {
    this.store = store;
  }

  /**
   * Wraps a store.
   *
   * @param store does the work; closed together with the wrapper
   * @return a store that works until told to fail
   */
  public static FaultyStore around(MaildropStore store) {
    return new FaultyStore(store);
  }

  /**
   * Makes every call at a step fail until {@link #heal}.
   *
   * @param step where
   * @param fault how
   * @return this store
   * @throws IllegalArgumentException if a store can't fail in this way at this step
   */
  public FaultyStore failAlways(Step step, Fault fault) {
    injections.fail(step, fault, 0, false);
    return this;
  }

  /**
   * Makes the next call at a step fail, and no other.
   *
   * @param step where
   * @param fault how
   * @return this store
   * @throws IllegalArgumentException if a store can't fail in this way at this step
   */
  public FaultyStore failOnce(Step step, Fault fault) {
    injections.fail(step, fault, 0, true);
    return this;
  }

  /**
   * Makes the content of every message fail as soon as so many octets were read, until {@link
   * #heal}. A message of fewer octets is read to its end.
   *
   * @param octets how many are read before, 0 or more; with exactly as many as the message has, the
   *     failure takes the place of the end
   * @param fault how
   * @return this store
   * @throws IllegalArgumentException if {@code octets} is negative, or content can't fail in this
   *     way
   */
  public FaultyStore failContentAfter(long octets, Fault fault) {
    injections.fail(Step.CONTENT, fault, octets, false);
    return this;
  }

  /**
   * Makes the next call at a step wait, like a disk that does not answer: it does not heed
   * interruption. When released, it goes on as it would have.
   *
   * @param step where
   * @return releases the call
   */
  public Blockade block(Step step) {
    return injections.block(step, 0);
  }

  /**
   * Makes the next content that gets so far wait as soon as so many octets were read.
   *
   * @param octets how many are read before, 0 or more
   * @return releases the call
   * @throws IllegalArgumentException if {@code octets} is negative
   */
  public Blockade blockContentAfter(long octets) {
    return injections.block(Step.CONTENT, octets);
  }

  /**
   * Takes back all failures, and the waits that no call has reached. Calls that wait already go on
   * waiting for their {@link Blockade}.
   */
  public void heal() {
    injections.clear();
  }

  /**
   * How often a step was reached, failed calls included.
   *
   * @param step the step
   * @return the number of calls; of reads, for {@link Step#CONTENT}
   */
  public int calls(Step step) {
    return injections.calls(step);
  }

  @Override
  public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
    injections.reach(Step.OPEN);
    return new FaultyMaildrop(store.open(owner, context));
  }

  @Override
  public Expiry expiry() {
    return store.expiry();
  }

  @Override
  public void close() {
    store.close();
  }

  private final class FaultyMaildrop implements Maildrop {

    private final Maildrop maildrop;

    FaultyMaildrop(Maildrop maildrop) {
      this.maildrop = maildrop;
    }

    @Override
    public MaildropListing messages() {
      injections.reachUnchecked(Step.LISTING);
      return maildrop.messages();
    }

    @Override
    public Expiry expiry() {
      return maildrop.expiry();
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      injections.reach(Step.READ);
      return new FaultyContent(maildrop.read(index));
    }

    @Override
    public boolean notesReading() {
      return maildrop.notesReading();
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      injections.reach(Step.COMMIT);
      return maildrop.commit(marked);
    }

    @Override
    public void close() {
      try {
        injections.reachUnchecked(Step.CLOSE);
      } finally {
        maildrop.close();
      }
    }
  }

  private final class FaultyContent implements MessageContent {

    private final MessageContent content;
    private long delivered;

    FaultyContent(MessageContent content) {
      this.content = content;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      injections.reachContent(delivered);
      long octetsToNext = injections.octetsToNextAfter(delivered);
      int limit = target.limit();
      target.limit(target.position() + (int) Math.min(target.remaining(), octetsToNext));
      try {
        int count = content.read(target);
        delivered += Math.max(count, 0);
        return count;
      } finally {
        target.limit(limit);
      }
    }

    @Override
    public boolean isWireReady() {
      return content.isWireReady();
    }

    /** Hidden while content is to fail: nobody fails who goes round {@link #read}. */
    @Override
    public Optional<FileChannel> file() {
      return injections.concernContent() ? Optional.empty() : content.file();
    }

    @Override
    public void close() {
      content.close();
    }
  }
}
