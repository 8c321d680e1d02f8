package io.pop3.spi.testkit;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Wrappers that change nothing, for those that change one thing. */
final class Delegating {

  private Delegating() {}

  /** Changes every maildrop of a store. */
  static Mutation maildrops(UnaryOperator<Maildrop> change) {
    return (store, place) ->
        new Store(store) {
          @Override
          public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
            return change.apply(super.open(owner, context));
          }
        };
  }

  /** Changes every listing. */
  static Mutation listings(UnaryOperator<MaildropListing> change) {
    return maildrops(
        maildrop ->
            new Drop(maildrop) {
              private final MaildropListing changed = change.apply(super.messages());

              @Override
              public MaildropListing messages() {
                super.messages();
                return changed;
              }
            });
  }

  /** Changes the content of every message. */
  static Mutation contents(BiFunction<Integer, MessageContent, MessageContent> change) {
    return maildrops(
        maildrop ->
            new Drop(maildrop) {
              @Override
              public MessageContent read(int index) throws MaildropException {
                return change.apply(index, super.read(index));
              }
            });
  }

  static class Store implements MaildropStore {

    private final MaildropStore store;

    Store(MaildropStore store) {
      this.store = store;
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      return store.open(owner, context);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  static class Drop implements Maildrop {

    private final Maildrop maildrop;

    Drop(Maildrop maildrop) {
      this.maildrop = maildrop;
    }

    @Override
    public MaildropListing messages() {
      return maildrop.messages();
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      return maildrop.read(index);
    }

    @Override
    public CommitResult commit(Deletions marked) throws MaildropException {
      return maildrop.commit(marked);
    }

    @Override
    public void close() {
      maildrop.close();
    }
  }

  static class Listing implements MaildropListing {

    private final MaildropListing listing;

    Listing(MaildropListing listing) {
      this.listing = listing;
    }

    @Override
    public int count() {
      return listing.count();
    }

    @Override
    public long octets(int index) {
      return listing.octets(index);
    }

    @Override
    public UniqueId uniqueId(int index) {
      return listing.uniqueId(index);
    }
  }

  static class Content implements MessageContent {

    private final MessageContent content;

    Content(MessageContent content) {
      this.content = content;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return content.read(target);
    }

    @Override
    public boolean isWireReady() {
      return content.isWireReady();
    }

    @Override
    public void close() {
      content.close();
    }
  }
}
