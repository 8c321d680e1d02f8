package io.pop3.server.benchmarks.server;

import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.Maildirs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What all servers of a run share.
 *
 * @param directory where configurations, logs and mail go, one directory a server below it
 * @param certificate a PEM file
 * @param key the PEM file with its key
 * @param cpu the processor that servers are pinned to
 */
public record Site(Path directory, Path certificate, Path key, int cpu) {

  /**
   * Makes the directory, and a certificate with a key on P-256 if there is none.
   *
   * @param directory where to
   * @param cpu the processor that servers are pinned to
   * @return the site
   * @throws IOException if it can't be made
   */
  public static Site at(Path directory, int cpu) throws IOException {
    Path home = Files.createDirectories(directory.toAbsolutePath());
    Site site = new Site(home, home.resolve("server.pem"), home.resolve("server.key"), cpu);
    if (!Files.exists(site.certificate())) {
      Programs.run(
          List.of(
              "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365"
                  .split(" ", -1)),
          List.of(
              "-subj",
              "/CN=localhost",
              "-keyout",
              site.key().toString(),
              "-out",
              site.certificate().toString()));
    }
    return site;
  }

  Path home(String server) throws IOException {
    return Files.createDirectories(directory.resolve(server));
  }

  /**
   * The maildirs of a server, whether it runs or not.
   *
   * @param server the name of its directory
   * @return the maildirs
   * @throws IOException if there can be no such directory
   */
  public Maildirs maildirs(String server) throws IOException {
    return new Maildirs(mail(server));
  }

  Path mail(String server) throws IOException {
    return Files.createDirectories(home(server).resolve("mail"));
  }

  /** A command line that runs a program on the servers' processor. */
  List<String> pinned(String... command) {
    List<String> line = new ArrayList<>(List.of("taskset", "-c", Integer.toString(cpu)));
    line.addAll(List.of(command));
    return line;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The lines of a users file: everybody of the sets, with the same password field. */
  static List<String> userLines(List<MailSet> sets, String passwordField) {
    List<String> lines = new ArrayList<>();
    for (MailSet set : sets) {
      for (int user = 1; user <= set.users(); user++) {
        lines.add(set.userName(user) + ":" + passwordField);
      }
    }
    return lines;
  }
}
