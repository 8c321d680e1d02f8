package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropListing;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Locale;

/**
 * Measures sessions on one large maildir. Run by hand, with the number of messages and a directory
 * for them, which is filled unless it is there:
 *
 * <pre>
 * mvn -q -pl pop3-storage-maildir -am test-compile dependency:build-classpath …
 * java -cp … io.pop3.storage.maildir.MaildirBenchmark 100000 /var/tmp/maildirs
 * </pre>
 *
 * <p>For figures with a cold cache drop the page cache first and pass {@code cold} as third
 * argument, which stops after the first session.
 */
final class MaildirBenchmark {

  private static final int OCTETS = 2048;

  private MaildirBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    int count = Integer.parseInt(arguments[0]);
    Path root = Files.createDirectories(Path.of(arguments[1]));
    boolean cold = arguments.length > 2 && arguments[2].equals("cold");
    boolean filled = Files.exists(root.resolve("harish"));
    MaildirFixture fixture = new MaildirFixture(root);
    if (!filled) {
      fill(fixture, count);
      return;
    }
    try (MaildropStore store = fixture.store()) {
      session(store, cold ? "cold" : "first");
      if (cold) {
        return;
      }
      for (int warm = 0; warm < 10; warm++) {
        session(store, "indexed");
      }
      fixture.deliver("9999999999.M1P1.host", "one more\n");
      session(store, "one more message");
      memory(store);
      delete(store, Math.min(10_000, count / 10));
      session(store, "after the removal");
    }
  }

  private static void fill(MaildirFixture fixture, int count) throws Exception {
    byte[] line = ("x".repeat(62) + "\n").getBytes(US_ASCII);
    ByteBuffer message = ByteBuffer.allocate(OCTETS);
    message.put("Subject: benchmark\n\n".getBytes(US_ASCII));
    while (message.remaining() >= line.length) {
      message.put(line);
    }
    byte[] octets = new byte[message.position()];
    message.flip().get(octets);
    for (int number = 0; number < count; number++) {
      String name =
          (1600000000 + number)
              + ".M"
              + number % 1000000
              + "P4242.mail.example.org,S="
              + octets.length;
      Files.write(fixture.maildir.current().resolve(name + ":2,S"), octets);
    }
    System.out.println("filled; run again to measure");
  }

  private static void session(MaildropStore store, String what) throws Exception {
    long start = System.nanoTime();
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of(what))) {
      MaildropListing listing = maildrop.messages();
      long stat = listing.totalOctets();
      long opened = System.nanoTime();
      ByteBuffer target = ByteBuffer.allocate(70);
      long octets = 0;
      for (int index = 0; index < listing.count(); index++) {
        listing.writeUniqueId(index, target.clear());
        octets += target.position() + listing.octets(index);
      }
      long listed = System.nanoTime();
      print(
          what + ": login to STAT of " + listing.count() + " messages, " + stat + " octets",
          opened - start);
      print(what + ": UIDL and LIST, " + octets, listed - opened);
    }
  }

  private static void memory(MaildropStore store) throws Exception {
    long before = used();
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("memory"))) {
      long after = used();
      int count = maildrop.messages().count();
      System.out.printf(
          Locale.ROOT,
          "memory of an open session: %d octets, %.1f a message%n",
          after - before,
          (after - before) / (double) count);
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void delete(MaildropStore store, int count) throws Exception {
    try (Maildrop maildrop = store.open(HARISH, OpenContext.of("delete"))) {
      BitSet marked = new BitSet();
      for (int index = 0; index < count; index++) {
        marked.set(index * 3);
      }
      long start = System.nanoTime();
      maildrop.commit(Deletions.of(marked));
      print("removal of " + count + " messages", System.nanoTime() - start);
    }
  }

  private static void print(String what, long nanos) {
    Duration time = Duration.ofNanos(nanos);
    System.out.printf(Locale.ROOT, "%-75s %8.1f ms%n", what, time.toNanos() / 1e6);
  }
}
