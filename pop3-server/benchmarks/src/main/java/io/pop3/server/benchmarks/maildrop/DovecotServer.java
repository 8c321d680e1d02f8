package io.pop3.server.benchmarks.maildrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Dovecot, set up to be as fast as it can with large maildirs; needs root. */
final class DovecotServer extends MeasuredServer {

  private final Path work;
  private final Path mail;
  private final List<String> users;
  private final int uid;

  DovecotServer(Path work, Path mail, List<String> users, int uid) {
    super("Dovecot");
    this.work = work;
    this.mail = mail;
    this.users = users;
    this.uid = uid;
  }

  @Override
  ProcessBuilder command(int port) throws IOException {
    Path state = Files.createDirectories(work.resolve("dovecot"));
    Path passwords =
        Files.writeString(
            state.resolve("passwords"),
            users.stream()
                .map(user -> user + ":" + MaildropClient.PASSWORD + "\n")
                .collect(Collectors.joining()));
    Path configuration =
        Files.writeString(
            state.resolve("dovecot.conf"),
            """
            protocols = pop3
            listen = 127.0.0.1
            ssl = no
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = %1$s/log
            disable_plaintext_auth = no
            auth_cache_size = 1M
            default_vsz_limit = 4G
            mail_location = maildir:%2$s
            mail_uid = %3$d
            mail_gid = %3$d
            first_valid_uid = %3$d
            mail_max_userip_connections = 0
            maildir_very_dirty_syncs = yes
            pop3_fast_size_lookups = yes
            pop3_no_flag_updates = yes
            passdb {
              driver = passwd-file
              args = scheme=PLAIN %4$s
            }
            userdb {
              driver = static
              args = uid=%3$d gid=%3$d home=%5$s/%%u
            }
            service pop3-login {
              service_count = 0
              process_min_avail = 1
              inet_listener pop3 {
                port = %6$d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            service pop3 {
              service_count = 100000
              process_min_avail = 1
            }
            """
                .formatted(state, maildir(mail, "%u"), uid, passwords, mail, port));
    return new ProcessBuilder("dovecot", "-F", "-c", configuration.toString());
  }

  @Override
  boolean owns(String fileName) {
    return fileName.startsWith("dovecot") || fileName.equals("maildirfolder");
  }
}
