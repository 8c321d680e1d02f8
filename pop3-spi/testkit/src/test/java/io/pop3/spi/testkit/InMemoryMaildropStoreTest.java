package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The in-memory store keeps the contract. */
final class InMemoryMaildropStoreTest extends MaildropStoreContract {

  private static final Set<StoreBehavior> DENIED =
      Set.of(
          StoreBehavior.SURVIVES_RESTART,
          StoreBehavior.LOCKS_ACROSS_STORES,
          StoreBehavior.REFUSES_SOME_NAMES,
          StoreBehavior.CAN_BE_BROKEN,
          StoreBehavior.EXPOSES_FILES);

  private InMemoryMaildropStore latest = new InMemoryMaildropStore();
  private boolean handedOut;

  @Override
  protected MaildropStore createStore() {
    if (handedOut) {
      latest = new InMemoryMaildropStore();
    }
    handedOut = true;
    return latest;
  }

  @Override
  protected void deliver(MaildropOwner owner, byte[] octets) {
    latest.deliver(owner.name(), octets);
  }

  @Override
  protected void removeBehindTheStore(MaildropOwner owner, byte[] octets) {
    latest.removeBehindTheLock(owner.name().value(), octets);
  }

  @Override
  protected Collection<String> refusedNames() {
    return List.of();
  }

  @Override
  protected boolean hasBehavior(StoreBehavior behavior) {
    return !DENIED.contains(behavior);
  }
}
