package io.pop3.server.benchmarks.maildrop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** This project's server, as packaged, with its defaults. */
final class Pop3dServer extends MeasuredServer {

  private final Path home;
  private final Path work;
  private final Path mail;
  private final List<String> users;

  Pop3dServer(Path home, Path work, Path mail, List<String> users) {
    super("pop3d");
    this.home = home;
    this.work = work;
    this.mail = mail;
    this.users = users;
  }

  @Override
  ProcessBuilder command(int port) throws IOException {
    Files.writeString(
        work.resolve("users"),
        users.stream()
            .map(user -> user + ":{PLAIN}" + MaildropClient.PASSWORD + "\n")
            .collect(Collectors.joining()));
    Path configuration =
        Files.writeString(
            work.resolve("pop3d.properties"),
            """
            listen = 127.0.0.1:%d
            authentication.file.path = users
            authentication.file.weak-schemes = PLAIN
            maildrops.maildir.root = %s
            """
                .formatted(port, maildir(mail, "%u")));
    return new ProcessBuilder(
        home.resolve("bin/pop3d").toString(), "serve", "--config", configuration.toString());
  }

  @Override
  boolean owns(String fileName) {
    return fileName.startsWith("pop3d-");
  }

  /** What is alive in the heap: the rest is what the JVM has not given back yet. */
  @Override
  long memory() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process histogram =
        new ProcessBuilder(jcmd.toString(), Long.toString(running().pid()), "GC.class_histogram")
            .start();
    String text = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    // The last line: Total, objects, octets.
    List<String> words = List.of(text.strip().split("\\s+"));
    return Long.parseLong(words.get(words.size() - 1));
  }
}
