package io.pop3.server.benchmarks.server;

import io.pop3.auth.file.PasswordHasher;
import io.pop3.protocol.model.Secret;
import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.Maildirs;
import io.pop3.server.benchmarks.measure.GcLog;
import io.pop3.server.benchmarks.measure.ProcessTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged pop3d with a users file of ARGON2ID hashes, as an operator would run it. */
public final class Pop3dServer implements MailServer {

  private static final String DIRECTORY = "pop3d";
  private static final String OPTIONS = "POP3D_JAVA_OPTS";

  private final ServerProcess process;
  private final Maildirs maildirs;
  private final GcLog gcLog;

  private Pop3dServer(ServerProcess process, Maildirs maildirs, GcLog gcLog) {
    this.process = process;
    this.maildirs = maildirs;
    this.gcLog = gcLog;
  }

  /**
   * How to run it.
   *
   * @param program {@code bin/pop3d} of the distribution
   * @param hasher makes the password hash that all users have
   * @param settings keys of the configuration file with their values, before our own
   */
  public record Options(Path program, PasswordHasher hasher, Map<String, String> settings) {}

  /**
   * Starts it.
   *
   * @param site where
   * @param options how
   * @param sets whose users it knows
   * @return the server
   * @throws IOException if it does not start
   */
  public static Pop3dServer start(Site site, Options options, List<MailSet> sets)
      throws IOException {
    Path home = site.home(DIRECTORY);

    Maildirs maildirs = site.maildirs(DIRECTORY);
    ServerProcess.Ports ports = ServerProcess.Ports.free();
    writeUsers(home.resolve("users"), options.hasher(), sets);
    Path config = home.resolve("pop3d.properties");
    Map<String, String> lines = configuration(site, ports);
    lines.putAll(options.settings());
    Files.write(
        config, lines.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList());
    Path gc = home.resolve("gc.log");
    String javaOptions =
        Optional.ofNullable(System.getenv(OPTIONS)).orElse("") + " -Xlog:gc:file=" + gc;
    ServerProcess process =
        ServerProcess.start(
            site.pinned(options.program().toString(), "serve", "--config", config.toString()),
            Map.of(OPTIONS, javaOptions),
            ports,
            home.resolve("log"));
    return new Pop3dServer(process, maildirs, new GcLog(gc));
  }

  private static void writeUsers(Path file, PasswordHasher hasher, List<MailSet> sets)
      throws IOException {
    try (Secret password = Secret.of(MailSet.PASSWORD)) {
      Files.write(file, Site.userLines(sets, hasher.hash(password).field()));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static Map<String, String> configuration(Site site, ServerProcess.Ports ports) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("listen", "127.0.0.1:" + ports.plaintext());
    lines.put("listen.tls", "127.0.0.1:" + ports.tls());
    lines.put("tls.certificate", site.certificate().toString());
    lines.put("tls.key", site.key().toString());
    lines.put("authentication", "file");
    lines.put("authentication.file.path", "users");
    lines.put("maildrops", "maildir");
    lines.put("maildrops.maildir.root", "mail/%d/%n/Maildir");
    // All clients of a benchmark have one address, and it may take longer than a quarter of an
    // hour.
    lines.put("limit.connections", "24000");
    lines.put("limit.connections-per-address", "24000");
    lines.put("defence.remembered-passwords", "200000");
    lines.put("defence.remember-for", "12h");
    return lines;
  }

  @Override
  public String name() {
    return "pop3d";
  }

  @Override
  public boolean mustAnswerAll() {
    return true;
  }

  @Override
  public InetSocketAddress address(boolean tls) {
    return process.address(tls);
  }

  @Override
  public double startSeconds() {
    return process.startSeconds();
  }

  @Override
  public ProcessTree processes() {
    return new ProcessTree(process.pid());
  }

  @Override
  public GcLog.Pauses pauses() throws IOException {
    return gcLog.pauses();
  }

  @Override
  public void provide(MailSet set) throws IOException {
    maildirs.provide(set);
  }

  @Override
  public void add(MailSet set, int from, Maildirs.Part part) throws IOException {
    maildirs.add(set, from, part);
  }

  @Override
  public void cache(MailSet set) throws IOException {
    maildirs.cache(set);
  }

  @Override
  public void forget(MailSet set) throws IOException {
    maildirs.forget(set, "pop3d-");
  }

  @Override
  public void expend(MailSet set) throws IOException {
    maildirs.expend(set);
  }

  @Override
  public void refill(MailSet set) throws IOException {
    maildirs.refill(set);
  }

  @Override
  public void close() throws IOException {
    process.end();
  }
}
