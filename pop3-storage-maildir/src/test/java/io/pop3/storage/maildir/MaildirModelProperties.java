package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/**
 * Sessions, deliveries, mail readers, imports, and lost files in any sequence: messages keep their
 * unique-ids, sizes and order, and no unique-id comes twice (1939-UIDL-4 to -6, E-X-14).
 */
class MaildirModelProperties {

  private Path root = Path.of("unset");

  @AfterTry
  void removeFiles() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 150)
  void messagesKeepWhatTheyAre(@ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int steps)
      throws Exception {
    root = Files.createTempDirectory("maildir-model");
    Model model = new Model(new Random(seed));
    for (int step = 0; step < steps; step++) {
      model.step();
    }
    model.session();
  }

  private final class Model {

    private final Random random;
    private final MaildirFixture fixture = new MaildirFixture(root);
    private final StringBuilder uidList = new StringBuilder("3 V77 N1\n");

    /** Contents of the messages that are there, in the order of arrival. */
    private final List<String> contents = new ArrayList<>();

    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> everUsed = new HashSet<>();
    private int number;

    Model(Random random) throws Exception {
      this.random = random;
      for (int i = random.nextInt(10); i > 0; i--) {
        deliver();
      }
      if (random.nextBoolean()) {
        importIds();
      }
    }

    void step() throws Exception {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> deliver();
        case 3 -> rename();
        case 4 -> removeOne();
        case 5, 6 -> session();
        case 7 -> Files.deleteIfExists(fixture.maildir.index());
        default -> loseIds();
      }
      if (random.nextBoolean()) {
        fixture.settle();
      }
    }

    private void deliver() throws IOException {
      number++;
      String name = (1700000000 + number) + ".P1.host" + (random.nextInt(4) == 0 ? "\u00E4" : "");
      Path file = FileName.of(name).in(fixture.maildir.fresh());
      String content = "message " + number + "\n".repeat(random.nextInt(3));
      Files.writeString(file, content);
      contents.add(content);
      files.put(content, file);
      uidList.append(number).append(" :").append(FileName.of(file).base()).append('\n');
    }

    private String any() {
      return contents.get(random.nextInt(contents.size()));
    }

    private void rename() throws IOException {
      if (!contents.isEmpty()) {
        String content = any();
        FileName name = FileName.of(files.get(content));
        FileName other = FileName.of(name.base()).withFlag("FRST".charAt(random.nextInt(4)));
        files.put(content, Files.move(files.get(content), other.in(fixture.maildir.current())));
      }
    }

    private void removeOne() throws IOException {
      if (!contents.isEmpty()) {
        String content = any();
        Files.delete(files.get(content));
        contents.remove(content);
      }
    }

    private void importIds() throws Exception {
      Files.write(
          fixture.maildir.root().resolve("dovecot-uidlist"),
          uidList.toString().getBytes(ISO_8859_1));
      new MaildirAdministration(fixture.environment(new NioFileOperations()))
          .importUniqueIds(HARISH, "dovecot:%v.%u");
    }

    /** The index has them, if there is one, until the next session restores the file. */
    private void loseIds() throws Exception {
      session();
      Files.deleteIfExists(fixture.maildir.uniqueIds());
      session();
    }

    void session() throws Exception {
      try (MaildropStore store = fixture.store("fsync", "never");
          Maildrop maildrop = store.open(HARISH, OpenContext.of("model"))) {
        assertThat(maildrop.messages().count()).isEqualTo(contents.size());
        BitSet marked = new BitSet();
        List<String> left = new ArrayList<>();
        for (int index = 0; index < contents.size(); index++) {
          String content = contents.get(index);
          assertThat(content(maildrop, index)).isEqualTo(content);
          checkSizeAndId(maildrop, index, content);
          marked.set(index, random.nextInt(3) == 0);
          if (!marked.get(index)) {
            left.add(content);
          }
        }
        if (random.nextBoolean()) {
          maildrop.commit(Deletions.of(marked));
          contents.retainAll(left);
        }
      }
    }

    private void checkSizeAndId(Maildrop maildrop, int index, String content) {
      long lines = content.chars().filter(c -> c == '\n').count();
      long end = lines == 0 ? 2 : 0;
      assertThat(maildrop.messages().octets(index)).isEqualTo(content.length() + lines + end);
      String id = maildrop.messages().uniqueId(index).value();
      if (ids.containsKey(content)) {
        assertThat(id).isEqualTo(ids.get(content));
      } else {
        assertThat(everUsed.add(id)).isTrue();
        ids.put(content, id);
      }
    }
  }
}
