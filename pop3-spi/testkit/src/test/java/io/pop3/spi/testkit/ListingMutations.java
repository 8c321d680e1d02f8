package io.pop3.spi.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pop3.protocol.model.UniqueId;
import io.pop3.spi.maildrop.CommitResult;
import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Mistakes of listings. */
final class ListingMutations {

  private ListingMutations() {}

  static Map<String, Mutation> all() {
    return Map.of(
        "MD-06", ListingMutations::listsAnewInOneListing,
        "MD-07", ListingMutations::listsStoredOctets,
        "MD-08", Delegating.listings(SizeAsUniqueId::new),
        "MD-09", Delegating.listings(PositionAsUniqueId::new),
        "MD-10", (healthy, place) -> new UsesUniqueIdsAgain(healthy),
        "MD-11", Delegating.maildrops(NewestFirst::new),
        "MD-12", ListingMutations::listsAnewAtEveryCall,
        "MD-31", Delegating.listings(LineEndBehindUniqueId::new),
        "MD-32", Delegating.listings(TotalOf16Bits::new));
  }

  private static MaildropStore listsAnewInOneListing(
      MaildropStore healthy, InMemoryMaildropStore place) {
    return new Delegating.Store(healthy) {
      @Override
      public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
        Maildrop maildrop = super.open(owner, context);
        MaildropListing live =
            new Delegating.Listing(maildrop.messages()) {
              @Override
              public long octets(int index) {
                return super.octets(index) + place.messages(owner.name().value()).size();
              }
            };
        return new Delegating.Drop(maildrop) {
          @Override
          public MaildropListing messages() {
            return live;
          }
        };
      }
    };
  }

  private static MaildropStore listsAnewAtEveryCall(
      MaildropStore healthy, InMemoryMaildropStore place) {
    return new Delegating.Store(healthy) {
      @Override
      public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
        return new Delegating.Drop(super.open(owner, context)) {
          @Override
          public MaildropListing messages() {
            int now = place.messages(owner.name().value()).size();
            return new Delegating.Listing(super.messages()) {
              @Override
              public int count() {
                return now;
              }
            };
          }
        };
      }
    };
  }

  private static MaildropStore listsStoredOctets(
      MaildropStore healthy, InMemoryMaildropStore place) {
    return new Delegating.Store(healthy) {
      @Override
      public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
        return new Delegating.Drop(super.open(owner, context)) {
          @Override
          public MaildropListing messages() {
            return new Delegating.Listing(super.messages()) {
              @Override
              public long octets(int index) {
                return place.messages(owner.name().value()).get(index).length;
              }
            };
          }
        };
      }
    };
  }

  private static final class SizeAsUniqueId extends Delegating.Listing {

    SizeAsUniqueId(MaildropListing healthy) {
      super(healthy);
    }

    @Override
    public UniqueId uniqueId(int index) {
      return new UniqueId("size-" + octets(index));
    }
  }

  private static final class PositionAsUniqueId extends Delegating.Listing {

    PositionAsUniqueId(MaildropListing healthy) {
      super(healthy);
    }

    @Override
    public UniqueId uniqueId(int index) {
      return new UniqueId("position-" + index);
    }
  }

  /** Gives each message the smallest number that no other one has now. */
  private static final class UsesUniqueIdsAgain extends Delegating.Store {

    private final Map<MaildropOwner, Map<UniqueId, Integer>> numbers = new HashMap<>();

    UsesUniqueIdsAgain(MaildropStore healthy) {
      super(healthy);
    }

    @Override
    public synchronized Maildrop open(MaildropOwner owner, OpenContext context)
        throws MaildropException {
      Maildrop maildrop = super.open(owner, context);
      MaildropListing listing = maildrop.messages();
      Map<UniqueId, Integer> before = numbers.getOrDefault(owner, Map.of());
      Map<UniqueId, Integer> now = new HashMap<>();
      for (int index = 0; index < listing.count(); index++) {
        UniqueId uniqueId = listing.uniqueId(index);
        if (before.containsKey(uniqueId)) {
          now.put(uniqueId, before.get(uniqueId));
        }
      }
      for (int index = 0; index < listing.count(); index++) {
        int free = 1;
        while (now.containsValue(free)) {
          free++;
        }
        now.putIfAbsent(listing.uniqueId(index), free);
      }
      numbers.put(owner, now);
      return new Delegating.Drop(maildrop) {
        @Override
        public MaildropListing messages() {
          return new Delegating.Listing(super.messages()) {
            @Override
            public UniqueId uniqueId(int index) {
              return new UniqueId("" + now.get(super.uniqueId(index)));
            }
          };
        }
      };
    }
  }

  private static final class NewestFirst extends Delegating.Drop {

    private final int last;

    NewestFirst(Maildrop healthy) {
      super(healthy);
      last = healthy.messages().count() - 1;
    }

    @Override
    public MaildropListing messages() {
      return new Delegating.Listing(super.messages()) {
        @Override
        public long octets(int index) {
          return super.octets(last - index);
        }

        @Override
        public UniqueId uniqueId(int index) {
          return super.uniqueId(last - index);
        }
      };
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      return super.read(last - index);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      BitSet mirrored = new BitSet();
      marked.indexes().forEach(index -> mirrored.set(last - index));
      return super.commit(Deletions.of(mirrored));
    }
  }

  private static final class LineEndBehindUniqueId extends Delegating.Listing {

    LineEndBehindUniqueId(MaildropListing healthy) {
      super(healthy);
    }

    @Override
    public void writeUniqueId(int index, ByteBuffer target) {
      target.put((uniqueId(index) + "\n").getBytes(US_ASCII));
    }
  }

  private static final class TotalOf16Bits extends Delegating.Listing {

    TotalOf16Bits(MaildropListing healthy) {
      super(healthy);
    }

    @Override
    public long totalOctets() {
      return super.totalOctets() & 0xFFFF;
    }
  }
}
