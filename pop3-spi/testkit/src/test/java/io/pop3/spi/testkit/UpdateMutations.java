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
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;

/** Mistakes of commit and close. */
final class UpdateMutations {

  private UpdateMutations() {}

  static Map<String, Mutation> all() {
    return Map.of(
        "MD-33", (healthy, place) -> new ExpiresAtTimes(healthy),
        "MD-18", Delegating.maildrops(RemovesTheFirst::new),
        "MD-19", UpdateMutations::losesAMessageWhenACommitFails,
        "MD-20", Delegating.maildrops(CommitsTwice::new),
        "MD-21", Delegating.maildrops(CountsMarks::new),
        "MD-22", Delegating.maildrops(TakesNoMarksForAll::new),
        "MD-23", Delegating.maildrops(SkipsMarksOutside::new),
        "MD-24", Delegating.maildrops(RemovesWhatWasRead::new),
        "MD-25", Delegating.maildrops(AnswersAfterItsEnd::new));
  }

  private static final class RemovesTheFirst extends Delegating.Drop {

    RemovesTheFirst(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      BitSet first = new BitSet();
      first.set(0, marked.count());
      return super.commit(Deletions.of(first));
    }
  }

  private static MaildropStore losesAMessageWhenACommitFails(
      MaildropStore healthy, InMemoryMaildropStore place) {
    return new Delegating.Store(healthy) {
      @Override
      public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
        return new Delegating.Drop(super.open(owner, context)) {
          @Override
          public CommitResult commit(Deletions marked) throws MaildropException {
            try {
              return super.commit(marked);
            } catch (MaildropException e) {
              String user = owner.name().value();
              place.removeBehindTheLock(user, place.messages(user).get(0));
              throw e;
            }
          }
        };
      }
    };
  }

  private static final class CommitsTwice extends Delegating.Drop {

    CommitsTwice(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      try {
        return super.commit(marked);
      } catch (IllegalStateException e) {
        return new CommitResult(0, 0);
      }
    }
  }

  private static final class CountsMarks extends Delegating.Drop {

    CountsMarks(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      super.commit(marked);
      return new CommitResult(marked.count(), 0);
    }
  }

  private static final class TakesNoMarksForAll extends Delegating.Drop {

    TakesNoMarksForAll(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      BitSet all = new BitSet();
      all.set(0, messages().count());
      return super.commit(marked.count() == 0 ? Deletions.of(all) : marked);
    }
  }

  private static final class SkipsMarksOutside extends Delegating.Drop {

    SkipsMarksOutside(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      BitSet inside = new BitSet();
      marked.indexes().filter(index -> index < messages().count()).forEach(inside::set);
      return super.commit(Deletions.of(inside));
    }
  }

  private static final class RemovesWhatWasRead extends Delegating.Drop {

    private final BitSet read = new BitSet();

    RemovesWhatWasRead(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      MessageContent content = super.read(index);
      read.set(index);
      return content;
    }

    @Override
    public void close() {
      try {
        super.commit(Deletions.of(read));
      } catch (IllegalStateException | MaildropException e) {
        // Closed or committed already.
      }
      super.close();
    }
  }

  private static final class AnswersAfterItsEnd extends Delegating.Drop {

    private final MaildropListing listing;

    AnswersAfterItsEnd(Maildrop healthy) {
      super(healthy);
      listing = healthy.messages();
    }

    @Override
    public MaildropListing messages() {
      return listing;
    }
  }

  private static final class ExpiresAtTimes extends Delegating.Store {

    private int days;

    ExpiresAtTimes(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public Expiry expiry() {
      return new Expiry(OptionalInt.of(days++), true);
    }
  }
}
