package io.pop3.storage.maildir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.pop3.spi.ProviderContext;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.MessageContent;
import io.pop3.spi.maildrop.OpenContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A root of maildirs with one user, harish, and the moves of the programs around it. */
final class MaildirFixture {

  static final MaildropOwner HARISH = MaildropOwner.of("harish");

  private static final AtomicInteger DELIVERIES = new AtomicInteger();

  final Path root;
  final MaildirLayout maildir;

  MaildirFixture(Path root) throws IOException {
    this(root, "harish");
  }

  /** The same for another user. */
  MaildirFixture(Path root, String user) throws IOException {
    this.root = root;
    this.maildir = new MaildirLayout(root.resolve(user));
    Files.createDirectories(maildir.fresh());
    Files.createDirectories(maildir.current());
    Files.createDirectories(maildir.temporary());
  }

  ProviderContext context(String... keysAndValues) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("root", root + "/%u");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      configuration.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return ProviderContext.of(configuration);
  }

  MaildropStore store(String... keysAndValues) {
    return new MaildirStoreFactory().create(context(keysAndValues));
  }

  MaildropStore storeOver(FileOperations files, String... keysAndValues) {
    return new MaildirStore(environment(files, keysAndValues));
  }

  MaildirEnvironment environment(FileOperations files, String... keysAndValues) {
    ProviderContext context = context(keysAndValues);
    return new MaildirEnvironment(
        files,
        MaildirOptions.read(context),
        new CautiousClock(context.clock(), System::nanoTime),
        context.random());
  }

  Maildrop open() throws MaildropException {
    return store().open(HARISH, OpenContext.of("test"));
  }

  /** Delivers as the rules of Maildir say: written in {@code tmp}, renamed into {@code new}. */
  Path deliver(String name, String content) throws IOException {
    Path draft = maildir.temporary().resolve(name);
    Files.write(draft, content.getBytes(ISO_8859_1));
    return Files.move(draft, maildir.fresh().resolve(name));
  }

  Path deliver(String content) throws IOException {
    int number = DELIVERIES.incrementAndGet();
    return deliver("1700000000.M" + number + "P1.host", content);
  }

  /** What a mail reader does with a message that was read. */
  Path rename(Path file, String info) throws IOException {
    String base = file.getFileName().toString().replaceFirst(":.*", "");
    return Files.move(file, maildir.current().resolve(base + ":2," + info));
  }

  /** Makes every directory look as if nothing had happened in it for a while. */
  void settle() throws IOException {
    for (Path directory : List.of(maildir.fresh(), maildir.current())) {
      Files.setLastModifiedTime(
          directory,
          FileTime.from(Files.getLastModifiedTime(directory).toInstant().minusSeconds(100)));
    }
  }

  /** The message files, by directory and name. */
  Set<String> files() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    for (Path directory : List.of(maildir.fresh(), maildir.current())) {
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> names.add(directory.getFileName() + "/" + file.getFileName()));
      }
    }
    return names;
  }

  static List<String> ids(MaildropListing listing) {
    List<String> ids = new ArrayList<>();
    for (int index = 0; index < listing.count(); index++) {
      ids.add(listing.uniqueId(index).value());
    }
    return ids;
  }

  List<String> idsOfNewSession() throws MaildropException {
    try (Maildrop maildrop = open()) {
      return ids(maildrop.messages());
    }
  }

  static String content(Maildrop maildrop, int index) throws Exception {
    try (MessageContent content = maildrop.read(index)) {
      return drain(content);
    }
  }

  static String drain(MessageContent content) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(7);
    while (content.read(buffer.clear()) >= 0) {
      octets.write(buffer.array(), 0, buffer.position());
    }
    return octets.toString(ISO_8859_1);
  }
}
