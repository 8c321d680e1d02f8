package io.pop3.client.retrieval;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Delivers into a maildir: written and synced in {@code tmp}, renamed into {@code new}, the
 * directory synced (ledger MDIR-3); several messages at a time, since it is the waiting for the
 * disk that takes the time. Lines end in LF, as mail readers expect; anything else is as it came.
 *
 * <p>A message's identity is part of its file name, which mail readers keep when they move it to
 * {@code cur} and add flags. Only a reader that moves it out of the maildir, in the moment between
 * the delivery and a crash, could make it come twice.
 *
 * <p>Not for several threads; several processes may deliver into one maildir.
 */
public final class MaildirSink implements MailSink {

  /** What the maildir's own rules allow to take a file in tmp for abandoned (ledger MDIR-5). */
  private static final Duration ABANDONED = Duration.ofHours(36);

  private static final int BUFFER_OCTETS = 1 << 16;
  private static final String DELIVERED_MARK = ".P";
  private static final String UNFINISHED_MARK = ".T";
  private static final String NAME_END = ".pop3";
  private static final Pattern DELIVERED =
      Pattern.compile(Pattern.quote(DELIVERED_MARK) + "([0-9a-f]{40})" + Pattern.quote(NAME_END));

  private final Path fresh;
  private final Path current;
  private final Path unfinished;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final List<Committed> committed = new ArrayList<>();
  private @Nullable Set<String> delivered;

  private MaildirSink(Path maildir, InstantSource clock) {
    this.fresh = maildir.resolve("new");
    this.current = maildir.resolve("cur");
    this.unfinished = maildir.resolve("tmp");
    this.clock = clock;
  }

  /**
   * Opens a maildir, which is made if it is missing, and removes what earlier deliveries by this
   * class left unfinished more than 36 hours ago.
   *
   * @param maildir the directory that holds {@code new}, {@code cur} and {@code tmp}
   * @param clock what time it is
   * @return the sink
   * @throws IOException if it can't be made or read
   */
  public static MaildirSink open(Path maildir, InstantSource clock) throws IOException {
    MaildirSink sink = new MaildirSink(maildir, clock);
    Durable.makeDirectory(sink.fresh);
    Durable.makeDirectory(sink.current);
    Durable.makeDirectory(sink.unfinished);
    sink.removeAbandoned();
    return sink;
  }

  private void removeAbandoned() throws IOException {
    Instant limit = clock.instant().minus(ABANDONED);
    for (Path file : Durable.list(unfinished, "*" + UNFINISHED_MARK + "*" + NAME_END)) {
      if (lastModified(file).filter(time -> time.isBefore(limit)).isPresent()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Empty if somebody else removed the file meanwhile. */
  private static Optional<Instant> lastModified(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Delivery begin() throws IOException {
    byte[] unique = new byte[16];
    random.nextBytes(unique);
    Path file =
        unfinished.resolve(
            seconds() + UNFINISHED_MARK + HexFormat.of().formatHex(unique) + NAME_END);
    return new MaildirDelivery(
        file, Durable.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** The identities of what was delivered before, read once. */
  private Set<String> delivered() throws IOException {
    Set<String> found = delivered;
    if (found == null) {
      found = new HashSet<>();
      // A reader moves files from new to cur, never back: looked at in this order none is
      // overlooked.
      addDelivered(fresh, found);
      addDelivered(current, found);
      delivered = found;
    }
    return found;
  }

  private static void addDelivered(Path directory, Set<String> found) throws IOException {
    for (Path file : Durable.list(directory, "*" + DELIVERED_MARK + "*")) {
      Matcher name = DELIVERED.matcher(file.getFileName().toString());
      if (name.find()) {
        found.add(name.group(1));
      }
    }
  }

  @Override
  public void sync() throws IOException {
    try {
      for (Committed message : committed) {
        message.channel().force(true);
        message.channel().close();
      }
      for (Committed message : committed) {
        Files.move(message.file(), message.target(), StandardCopyOption.ATOMIC_MOVE);
      }
      committed.clear();
      // Also for what an earlier run has renamed, and died.
      Durable.syncDirectory(fresh);
    } catch (IOException e) {
      // What is there and what is not is for the directory to say.
      delivered = null;
      close();
      throw e;
    }
  }

  /** Discards what was committed and not synced. */
  @Override
  public void close() throws IOException {
    for (Committed message : committed) {
      message.channel().close();
      Files.deleteIfExists(message.file());
    }
    committed.clear();
  }

  /** A message that waits to be synced. */
  private record Committed(Path file, FileChannel channel, Path target) {}

  private final class MaildirDelivery implements Delivery {

    private final Path file;
    private final FileChannel channel;
    private final OutputStream content;
    private boolean done;

    MaildirDelivery(Path file, FileChannel channel) {
      this.file = file;
      this.channel = channel;
      this.content =
          new LineEndTranslator(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_OCTETS));
    }

    @Override
    public OutputStream content() {
      return content;
    }

    @Override
    public Outcome commit(DeliveryId id) throws IOException {
      if (delivered().contains(id.value())) {
        close();
        return Outcome.STORED_BEFORE;
      }
      content.flush();
      done = true;
      delivered().add(id.value());
      Path target = fresh.resolve(seconds() + DELIVERED_MARK + id.value() + NAME_END);
      committed.add(new Committed(file, channel, target));
      return Outcome.STORED;
    }

    @Override
    public void close() throws IOException {
      if (!done) {
        done = true;
        channel.close();
        Files.deleteIfExists(file);
      }
    }
  }
}
