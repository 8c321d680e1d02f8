package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The contract suite over a store with a mistake; run by {@link StoreSuiteTest} alone. */
@ExtendWith(MutatedStoreSuite.Mutator.class)
class MutatedStoreSuite extends MaildropStoreContract {

  /** The configuration parameter with the id of the sentence to break; none to break nothing. */
  static final String MUTATION = "io.pop3.spi.testkit.mutation";

  static final Map<String, Mutation> MUTATIONS = new HashMap<>();

  static {
    MUTATIONS.putAll(OpeningMutations.all());
    MUTATIONS.putAll(ListingMutations.all());
    MUTATIONS.putAll(ReadingMutations.all());
    MUTATIONS.putAll(UpdateMutations.all());
  }

  private static final Set<StoreBehavior> DENIED =
      Set.of(
          StoreBehavior.SURVIVES_RESTART,
          StoreBehavior.LOCKS_ACROSS_STORES,
          StoreBehavior.REFUSES_SOME_NAMES,
          StoreBehavior.EXPOSES_FILES);

  private Mutation mutation = (healthy, place) -> healthy;
  private InMemoryMaildropStore place = new InMemoryMaildropStore();
  private Optional<FaultyStore> latest = Optional.empty();

  static final class Mutator implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
      context
          .getConfigurationParameter(MUTATION)
          .ifPresent(
              id ->
                  ((MutatedStoreSuite) context.getRequiredTestInstance()).mutation =
                      MUTATIONS.get(id));
    }
  }

  @Override
  protected MaildropStore createStore() {
    if (latest.isPresent()) {
      place = new InMemoryMaildropStore();
    }
    latest = Optional.of(FaultyStore.around(place));
    return mutation.of(latest.get(), place);
  }

  @Override
  protected void deliver(MaildropOwner owner, byte[] octets) {
    place.deliver(owner.name(), octets);
  }

  @Override
  protected void removeBehindTheStore(MaildropOwner owner, byte[] octets) {
    place.removeBehindTheLock(owner.name().value(), octets);
  }

  @Override
  protected Collection<String> refusedNames() {
    return List.of();
  }

  @Override
  protected Breakage breakMaildrop(MaildropOwner owner) {
    FaultyStore faulty = latest.orElseThrow();
    faulty.failAlways(Step.OPEN, Fault.TEMPORARY).failAlways(Step.COMMIT, Fault.PERMANENT);
    return faulty::heal;
  }

  @Override
  protected boolean hasBehavior(StoreBehavior behavior) {
    return !DENIED.contains(behavior);
  }
}
