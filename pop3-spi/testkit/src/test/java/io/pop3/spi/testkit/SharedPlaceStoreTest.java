package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.Expiry;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import io.pop3.spi.testkit.FaultyStore.Fault;
import io.pop3.spi.testkit.FaultyStore.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite with every behaviour claimed, over stores that share one place in memory and hand out
 * content as files.
 */
final class SharedPlaceStoreTest extends MaildropStoreContract {

  private final InMemoryMaildropStore place = new InMemoryMaildropStore();
  private final FaultyStore faulty = FaultyStore.around(place);

  @TempDir private Path directory;

  @Override
  protected MaildropStore createStore() {
    return new View();
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
    return List.of("..", "../bob", "a/b");
  }

  @Override
  protected Breakage breakMaildrop(MaildropOwner owner) {
    faulty.failAlways(Step.OPEN, Fault.TEMPORARY).failAlways(Step.COMMIT, Fault.TEMPORARY);
    return faulty::heal;
  }

  /** One process's store over the place, with an end of its own. */
  private final class View extends Delegating.Store {

    private boolean closed;

    View() {
      super(faulty);
    }

    @Override
    public Maildrop open(MaildropOwner owner, OpenContext context) throws MaildropException {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      String name = owner.name().value();
      if (name.contains("/") || name.contains("..")) {
        throw new MaildropException.Permanent("would leave the root");
      }
      return new Delegating.Drop(super.open(owner, context)) {
        @Override
        public Expiry expiry() {
          return new Expiry(name.equals("bob") ? OptionalInt.empty() : OptionalInt.of(30), false);
        }

        @Override
        public MessageContent read(int index) throws MaildropException {
          return new FileContent(super.read(index));
        }
      };
    }

    @Override
    public Expiry expiry() {
      return new Expiry(OptionalInt.of(30), true);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class FileContent extends Delegating.Content {

    private final FileChannel file;
    private long position;

    FileContent(MessageContent content) {
      super(content);
      try {
        Path path = Files.createTempFile(directory, "message", "");
        Files.write(path, MaildropStoreHarness.readAll(content, 8192));
        file = FileChannel.open(path, StandardOpenOption.READ);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int count = file.read(target, position);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public Optional<FileChannel> file() {
      return Optional.of(file);
    }

    @Override
    public void close() {
      super.close();
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
