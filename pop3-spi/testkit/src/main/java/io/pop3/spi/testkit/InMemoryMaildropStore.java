package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pop3.protocol.model.UserName;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A store that keeps mail in memory, for tests and as the shortest example of the whole contract.
 *
 * <p>Every user name has a maildrop of its own. Mail is put in with {@link #deliver} at any time,
 * also while a session has the maildrop open. Safe for several threads; {@code open} blocks for the
 * lock alone.
 */
public final class InMemoryMaildropStore implements MaildropStore {

  private final ConcurrentMap<UserName, Mailbox> mailboxes = new ConcurrentHashMap<>();
  private final String uniqueIdPrefix;
  private volatile boolean closed;

  /** An empty store. */
  public InMemoryMaildropStore() {
    this(new SecureRandom());
  }

  /**
   * An empty store.
   *
   * @param random makes the unique-ids of this store differ from those of any other, so that they
   *     are not used again after a restart
   */
  public InMemoryMaildropStore(SecureRandom random) {
    byte[] prefix = new byte[8];
    random.nextBytes(prefix);
    uniqueIdPrefix = HexFormat.of().formatHex(prefix) + ".";
  }

  @Override
  public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
    requireOpen();
    return mailbox(owner.name()).open(context);
  }

  /**
   * Puts a message behind those that are there; the next session sees it.
   *
   * @param user the owner's name
   * @param octets the message as it is to be stored; copied
   * @return this store
   */
  public InMemoryMaildropStore deliver(String user, byte[] octets) {
    return deliver(new UserName(user), octets);
  }

  /**
   * Puts a message behind those that are there; the next session sees it.
   *
   * @param user the owner's name
   * @param message the message as it is to be stored, kept in UTF-8
   * @return this store
   */
  public InMemoryMaildropStore deliver(String user, String message) {
    return deliver(user, message.getBytes(UTF_8));
  }

  /**
   * Puts a message behind those that are there; the next session sees it.
   *
   * @param user the owner's name
   * @param octets the message as it is to be stored; copied
   * @return this store
   */
  public InMemoryMaildropStore deliver(UserName user, byte[] octets) {
    requireOpen();
    mailbox(user).deliver(octets.clone());
    return this;
  }

  /**
   * Removes the first message with this content, as another program would do that knows nothing of
   * the session's lock.
   *
   * @param user the owner's name
   * @param octets the content
   * @return whether there was such a message
   */
  public boolean removeBehindTheLock(String user, byte[] octets) {
    return mailbox(new UserName(user)).removeFirst(octets);
  }

  /**
   * The messages that are there now, whether a session is open or not.
   *
   * @param user the owner's name
   * @return copies of their octets, in order
   */
  public List<byte[]> messages(String user) {
    return mailbox(new UserName(user)).contents();
  }

  /**
   * Tells whether a session has the maildrop.
   *
   * @param user the owner's name
   * @return true from the return of {@code open} until {@code close}
   */
  public boolean isLocked(String user) {
    return mailbox(new UserName(user)).isLocked();
  }

  @Override
  public void close() {
    closed = true;
  }

  private Mailbox mailbox(UserName user) {
    return mailboxes.computeIfAbsent(user, name -> new Mailbox(name, uniqueIdPrefix));
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("store: closed (expected: open)");
    }
  }

  @Override
  public String toString() {
    return "InMemoryMaildropStore[maildrops=" + mailboxes.size() + "]";
  }
}
