package io.pop3.server.benchmarks.server;

import io.pop3.server.benchmarks.mail.MailSet;
import io.pop3.server.benchmarks.mail.Maildirs;
import io.pop3.server.benchmarks.measure.GcLog;
import io.pop3.server.benchmarks.measure.ProcessTree;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's Dovecot 2.3 (package dovecot-pop3d) as fast as it can be: login processes that are
 * shared, mail processes that serve one session after the other, no flags written, nothing forced
 * to the disk. Has to be started by root, and serves mail as user {@value #MAIL_OWNER}.
 */
public final class DovecotServer implements MailServer {

  private static final String DIRECTORY = "dovecot";
  private static final int MAIL_OWNER = 5000;

  private final ServerProcess process;
  private final Path mail;
  private final Maildirs maildirs;

  private DovecotServer(ServerProcess process, Path mail) {
    this.process = process;
    this.mail = mail;
    this.maildirs = new Maildirs(mail);
  }

  /**
   * Starts it.
   *
   * @param site where
   * @param sets whose users it knows
   * @return the server
   * @throws IOException if it does not start
   */
  public static DovecotServer start(Site site, List<MailSet> sets) throws IOException {
    Path home = site.home(DIRECTORY);
    Path mail = site.mail(DIRECTORY);
    ServerProcess.Ports ports = ServerProcess.Ports.free();
    Files.write(home.resolve("users"), Site.userLines(sets, MailSet.PASSWORD));
    Path config = home.resolve("dovecot.conf");
    Files.writeString(config, configuration(site, home, ports));
    ServerProcess process =
        ServerProcess.start(
            site.pinned("dovecot", "-F", "-c", config.toString()),
            Map.of(),
            ports,
            home.resolve("log.start"));
    return new DovecotServer(process, mail);
  }

  private static String configuration(Site site, Path home, ServerProcess.Ports ports) {
    return """
        protocols = pop3
        listen = 127.0.0.1
        base_dir = %1$s/run
        state_dir = %1$s/state
        log_path = %1$s/log
        default_client_limit = 24000
        default_process_limit = 12000
        default_vsz_limit = 4G

        ssl = yes
        ssl_cert = <%2$s
        ssl_key = <%3$s
        ssl_min_protocol = TLSv1.2

        disable_plaintext_auth = no
        auth_mechanisms = plain
        auth_cache_size = 64M
        auth_cache_ttl = 12 hours
        auth_failure_delay = 0
        passdb {
          driver = passwd-file
          args = scheme=PLAIN username_format=%%u %1$s/users
        }
        userdb {
          driver = static
          args = uid=%6$d gid=%6$d home=%1$s/mail/%%d/%%n
        }

        mail_location = maildir:%1$s/mail/%%d/%%n/Maildir
        first_valid_uid = %6$d
        mail_max_userip_connections = 0
        mail_fsync = never
        maildir_very_dirty_syncs = yes
        pop3_fast_size_lookups = yes
        pop3_no_flag_updates = yes

        service anvil {
          client_limit = 24100
        }
        service auth {
          client_limit = 24100
        }
        service pop3-login {
          service_count = 0
          process_min_avail = 2
          process_limit = 2
          client_limit = 12000
          inet_listener pop3 {
            port = %4$d
          }
          inet_listener pop3s {
            port = %5$d
            ssl = yes
          }
        }
        service pop3 {
          service_count = 100000
          process_min_avail = 4
          process_limit = 12000
        }
        """
        .formatted(
            home, site.certificate(), site.key(), ports.plaintext(), ports.tls(), MAIL_OWNER);
  }

  @Override
  public String name() {
    return "Dovecot";
  }

  /** Under load it closes some TLS connections before the last reply is complete. */
  @Override
  public boolean mustAnswerAll() {
    return false;
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
  public GcLog.Pauses pauses() {
    return GcLog.Pauses.NONE;
  }

  @Override
  public void provide(MailSet set) throws IOException {
    if (maildirs.provide(set)) {
      giveAway(set);
    }
  }

  @Override
  public void add(MailSet set, int from, Maildirs.Part part) throws IOException {
    maildirs.add(set, from, part);
    giveAway(set);
  }

  @Override
  public void cache(MailSet set) throws IOException {
    maildirs.cache(set);
  }

  @Override
  public void forget(MailSet set) throws IOException {
    maildirs.forget(set, "dovecot");
  }

  @Override
  public void expend(MailSet set) throws IOException {
    maildirs.expend(set);
  }

  @Override
  public void refill(MailSet set) throws IOException {
    maildirs.refill(set);
    giveAway(set);
  }

  private void giveAway(MailSet set) throws IOException {
    Programs.run(
        List.of("chown", "-R", MAIL_OWNER + ":" + MAIL_OWNER),
        List.of(mail.resolve(set.name()).toString()));
  }

  @Override
  public void close() throws IOException {
    process.end();
  }
}
