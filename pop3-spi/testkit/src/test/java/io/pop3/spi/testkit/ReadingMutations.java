package io.pop3.spi.testkit;

import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MessageContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Mistakes of reading. */
final class ReadingMutations {

  private ReadingMutations() {}

  static Map<String, Mutation> all() {
    return Map.of(
        "MD-13", Delegating.contents((index, content) -> new SevenBit(content)),
        "MD-14", Delegating.maildrops(GoesOnWhereItStopped::new),
        "MD-15", Delegating.maildrops(GivesUpForGood::new),
        "MD-16", Delegating.maildrops(CallsAnyIndexTrouble::new),
        "MD-17", Delegating.contents((index, content) -> new PutsNothingAtTimes(content)),
        "MD-27", Delegating.contents((index, content) -> new AlwaysWireReady(content)),
        "MD-28", Delegating.contents((index, content) -> new AnotherFile(content)),
        "MD-29", Delegating.contents((index, content) -> new ClosedOnce(content)));
  }

  private static final class SevenBit extends Delegating.Content {

    SevenBit(MessageContent healthy) {
      super(healthy);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int start = target.position();
      int count = super.read(target);
      for (int i = start; i < target.position(); i++) {
        target.put(i, (byte) (target.get(i) & 0x7F));
      }
      return count;
    }
  }

  private static final class GoesOnWhereItStopped extends Delegating.Drop {

    private final Map<Integer, MessageContent> started = new HashMap<>();

    GoesOnWhereItStopped(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      if (!started.containsKey(index)) {
        started.put(index, super.read(index));
      }
      return new Delegating.Content(started.get(index)) {
        @Override
        public int read(ByteBuffer target) throws IOException {
          int count = super.read(target);
          if (count == -1) {
            started.remove(index);
          }
          return count;
        }

        @Override
        public void close() {}
      };
    }
  }

  private static final class GivesUpForGood extends Delegating.Drop {

    GivesUpForGood(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      try {
        return super.read(index);
      } catch (MaildropException.Temporary e) {
        throw new MaildropException.Permanent("file not found", e);
      }
    }
  }

  private static final class CallsAnyIndexTrouble extends Delegating.Drop {

    CallsAnyIndexTrouble(Maildrop healthy) {
      super(healthy);
    }

    @Override
    public MessageContent read(int index) throws MaildropException {
      try {
        return super.read(index);
      } catch (IndexOutOfBoundsException e) {
        throw new MaildropException.Temporary("no such message", e);
      }
    }
  }

  private static final class PutsNothingAtTimes extends Delegating.Content {

    private boolean pause;

    PutsNothingAtTimes(MessageContent healthy) {
      super(healthy);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      pause = !pause;
      return pause ? 0 : super.read(target);
    }
  }

  private static final class AlwaysWireReady extends Delegating.Content {

    AlwaysWireReady(MessageContent healthy) {
      super(healthy);
    }

    @Override
    public boolean isWireReady() {
      return true;
    }
  }

  private static final class AnotherFile extends Delegating.Content {

    AnotherFile(MessageContent healthy) {
      super(healthy);
    }

    @Override
    public Optional<FileChannel> file() {
      try {
        Path empty = Files.createTempFile("message", "");
        return Optional.of(FileChannel.open(empty, StandardOpenOption.DELETE_ON_CLOSE));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private static final class ClosedOnce extends Delegating.Content {

    private boolean closed;

    ClosedOnce(MessageContent healthy) {
      super(healthy);
    }

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
    }
  }
}
