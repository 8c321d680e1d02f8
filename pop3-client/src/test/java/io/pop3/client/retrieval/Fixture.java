package io.pop3.client.retrieval;

import io.pop3.client.TestSessions;
import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** A maildir, a ledger and a clock that stands still until told. */
final class Fixture {

  static final Account ACCOUNT = new Account("harish@localhost");

  private final Path maildir;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Fixture(Path maildir) {
    this.maildir = maildir;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  InstantSource clock() {
    return () -> now;
  }

  Path maildir() {
    return maildir;
  }

  Ledger ledger() throws IOException {
    return Ledger.open(maildir, ACCOUNT);
  }

  RetrievalReport fetch(ModelServer server, Retention retention) throws IOException {
    try (MaildirSink sink = MaildirSink.open(maildir, clock())) {
      return fetch(server, retention, sink);
    }
  }

  RetrievalReport fetch(ModelServer server, Retention retention, MailSink sink) throws IOException {
    try (Ledger ledger = ledger()) {
      return new RetrievalEngine(ledger, sink, retention, clock(), RetrievalListener.NONE)
          .run(TestSessions.logIn(server));
    }
  }

  /** What is in the maildir, in no particular order. */
  List<String> delivered() throws IOException {
    try (Stream<Path> fresh = Files.list(maildir.resolve("new"));
        Stream<Path> current = Files.list(maildir.resolve("cur"))) {
      return Stream.concat(fresh, current).map(Fixture::content).toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message as a maildir has it. */
  static String stored(Message message) {
    return new String(message.wire(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  /** What a mail reader does: it moves what is new to cur, with a flag. */
  void read() throws IOException {
    try (Stream<Path> files = Files.list(maildir.resolve("new"))) {
      for (Path file : files.toList()) {
        Files.move(file, maildir.resolve("cur").resolve(file.getFileName() + ":2,S"));
      }
    }
  }

  /** What a user does: mail that was read is filed elsewhere. */
  void putAway() throws IOException {
    read();
    try (Stream<Path> files = Files.list(maildir.resolve("cur"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** The ledger's file. */
  Path ledgerFile() throws IOException {
    try (Stream<Path> files = Files.list(maildir)) {
      return files.filter(file -> file.toString().endsWith(".ledger")).findFirst().orElseThrow();
    }
  }
}
