package io.pop3.storage.maildir;

import static io.pop3.storage.maildir.MaildirFixture.HARISH;
import static io.pop3.storage.maildir.MaildirFixture.content;
import static io.pop3.storage.maildir.MaildirFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pop3.spi.maildrop.Deletions;
import io.pop3.spi.maildrop.Maildrop;
import io.pop3.spi.maildrop.MaildropException;
import io.pop3.spi.maildrop.MaildropStore;
import io.pop3.spi.maildrop.OpenContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are really full and really read-only: file systems in memory that only a child process
 * sees. Needs Linux with user namespaces for everybody; skipped elsewhere.
 */
class DiskTest {

  @TempDir Path mountPoint;

  @BeforeAll
  static void needNamespaces() throws InterruptedException {
    try {
      Process probe =
          new ProcessBuilder("unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt")
              .redirectErrorStream(true)
              .start();
      assumeTrue(probe.waitFor() == 0, "unshare -Urm mount -t tmpfs: not allowed here");
    } catch (IOException e) {
      assumeTrue(false, "unshare: " + e);
    }
  }

  private List<String> run(Class<?> main, String options) throws Exception {
    List<String> prefix =
        List.of(
            "unshare",
            "-Urm",
            "sh",
            "-c",
            "mount -t tmpfs -o " + options + " none \"$0\" && exec \"$@\"",
            mountPoint.toString());
    try (ChildProcess child = ChildProcess.start(prefix, main, mountPoint.toString())) {
      return child.readLines();
    }
  }

  /** What both children do: sessions, each told in a line. */
  private abstract static class Sessions {

    final MaildirFixture fixture;

    Sessions(Path root) throws IOException {
      fixture = new MaildirFixture(root);
      for (int number = 0; number < 3; number++) {
        fixture.deliver("1" + number + ".m.host", "message " + number + "\n");
      }
    }

    void session(String name) {
      String listed = "";
      try (MaildropStore store = fixture.store();
          Maildrop maildrop = store.open(HARISH, OpenContext.of(name))) {
        for (int index = 0; index < maildrop.messages().count(); index++) {
          listed += content(maildrop, index).length();
        }
        listed = ids(maildrop.messages()) + " " + listed;
        maildrop.commit(Deletions.of(1));
        System.out.println(name + ": " + listed + " committed");
      } catch (MaildropException e) {
        System.out.println(name + ": " + listed + " " + e.getClass().getSimpleName());
      } catch (Exception e) {
        System.out.println(name + ": " + e);
      }
    }
  }

  /** Sessions on a disk that fills up. */
  static final class OnAFullDisk extends Sessions {

    private OnAFullDisk(Path root) throws IOException {
      super(root);
    }

    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[0]);
      OnAFullDisk sessions = new OnAFullDisk(root);
      sessions.fixture.idsOfNewSession();
      fill(root);
      sessions.session("full");
      Files.delete(sessions.fixture.maildir.index());
      Files.delete(sessions.fixture.maildir.lock());
      fill(root);
      sessions.session("full and without lock and index");
      Files.delete(root.resolve("ballast"));
      Files.delete(root.resolve("more"));
      sessions.session("room again");
      System.out.println(sessions.fixture.idsOfNewSession());
    }

    private static void fill(Path root) throws IOException {
      for (String name : List.of("ballast", "more")) {
        try (OutputStream ballast = Files.newOutputStream(root.resolve(name))) {
          while (true) {
            ballast.write(new byte[1024]);
          }
        } catch (IOException full) {
          System.err.println(full);
        }
      }
    }
  }

  @Test
  void aFullDiskLetsMailBeReadAndNothingBeLost() throws Exception {
    assertThat(run(OnAFullDisk.class, "size=128k"))
        .containsExactly(
            "full: [10.m.host, 11.m.host, 12.m.host] 101010 Temporary",
            "full and without lock and index: [10.m.host, 11.m.host, 12.m.host] 101010 Temporary",
            "room again: [10.m.host, 11.m.host, 12.m.host] 101010 committed",
            "[10.m.host, 12.m.host]");
  }

  /** Sessions on a disk that becomes read-only, as a broken one does. */
  static final class OnAReadOnlyDisk extends Sessions {

    private OnAReadOnlyDisk(Path root) throws IOException {
      super(root);
    }

    public static void main(String[] arguments) throws Exception {
      Path root = Path.of(arguments[0]);
      OnAReadOnlyDisk sessions = new OnAReadOnlyDisk(root);
      remount(root, "ro");
      sessions.session("read-only and never opened");
      remount(root, "rw");
      sessions.fixture.idsOfNewSession();
      remount(root, "ro");
      sessions.session("read-only");
      remount(root, "rw");
      sessions.session("writable again");
      System.out.println(sessions.fixture.idsOfNewSession());
    }

    private static void remount(Path root, String how) throws Exception {
      Process mount = new ProcessBuilder("mount", "-o", "remount," + how, root.toString()).start();
      if (mount.waitFor() != 0) {
        throw new IOException("mount: " + mount.exitValue() + " (expected: 0)");
      }
    }
  }

  @Test
  void aReadOnlyDiskLetsMailBeReadAndNothingBeLost() throws Exception {
    assertThat(run(OnAReadOnlyDisk.class, "size=4m"))
        .containsExactly(
            "read-only and never opened: [10.m.host, 11.m.host, 12.m.host] 101010 Permanent",
            "read-only: [10.m.host, 11.m.host, 12.m.host] 101010 Permanent",
            "writable again: [10.m.host, 11.m.host, 12.m.host] 101010 committed",
            "[10.m.host, 12.m.host]");
  }
}
