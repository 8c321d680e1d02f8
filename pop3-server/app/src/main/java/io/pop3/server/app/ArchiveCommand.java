package io.pop3.server.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code pop3d archive}: has the Java at hand write down the classes of a serving {@code pop3d}, so
 * that the next start need not read, check and link them again. The launcher takes the archive that
 * is named after the version of its Java.
 */
@Command(
    name = "archive",
    description = {
      "Prepares quick starts, for the Java at hand.",
      "To be run once after installation, and again when Java was updated."
    },
    mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

  /** From here on one run makes a cache that holds more than classes (JEP 514). */
  private static final int FIRST_WITH_CACHE = 25;

  private static final String HOST = "localhost";
  private static final String ANY_PORT = "0";
  private static final Pattern PORT = Pattern.compile("on 127\\.0\\.0\\.1 port ([1-9]\\d*)");
  private static final Pattern CERTIFICATE = Pattern.compile("--cacert (\\S+)");
  private static final String REHEARSAL =
      "CAPA\r\nUSER harish\r\nPASS vegetables\r\nSTAT\r\nLIST\r\nUIDL\r\nRETR 1\r\nTOP 2 1\r\nQUIT\r\n";
  private static final int SECONDS = 60;
  private static final int MILLIS = SECONDS * 1000;

  @Spec private @Nullable CommandSpec spec;

  private ArchiveCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    String home = System.getProperty("pop3d.home", "");
    if (home.isEmpty()) {
      throw new UserErrorException("archive: no installation (expected: to be run by bin/pop3d)");
    }
    Path lib = Path.of(home, "lib");
    if (!Files.isWritable(lib)) {
      throw new UserErrorException("archive directory: " + lib + " (expected: one to write to)");
    }
    boolean cache = Runtime.version().feature() >= FIRST_WITH_CACHE;
    Path archive =
        lib.resolve("java-" + System.getProperty("java.version", "") + (cache ? ".aot" : ".jsa"));
    Files.deleteIfExists(archive);
    rehearse(home, (cache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
    if (!Files.exists(archive)) {
      throw new IOException("archive: " + archive + " was not written (expected: by this Java)");
    }
    out().println(archive + ": " + Files.size(archive) / 1_000_000 + " MB");
    return 0;
  }

  /**
   * Serves the demo, once through all of a session, in the clear and with TLS, in another Java that
   * is started as usual.
   */
  private static void rehearse(String home, String option)
      throws IOException, InterruptedException {
    boolean tls = DemoCertificate.isPossible();
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(home, "bin", "pop3d").toString(), "demo", "--port", ANY_PORT));
    if (tls) {
      command.addAll(List.of("--tls-port", ANY_PORT));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("POP3D_JAVA_OPTS", "-Xlog:disable " + option);
    Process demo = builder.start();
    try {
      BufferedReader output = demo.inputReader(StandardCharsets.UTF_8);
      converse(connect(port(output)));
      if (tls) {
        int port = port(output);
        Path certificate = Path.of(find(CERTIFICATE, output));
        converse(
            DemoCertificate.trusting(certificate).createSocket(connect(port), HOST, port, true));
      }
      // As by SIGTERM: the archive is written at the end of an orderly stop.
      demo.destroy();
      if (!demo.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("archive: not written within " + SECONDS + " s");
      }
    } finally {
      demo.destroyForcibly();
    }
  }

  private static int port(BufferedReader output) throws IOException {
    return Integer.parseInt(find(PORT, output));
  }

  /** Reads on until something is said. */
  private static String find(Pattern pattern, BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = pattern.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new IOException("archive: the rehearsal did not start (try: pop3d demo)");
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS);
    return socket;
  }

  private static void converse(Socket connected) throws IOException {
    try (Socket client = connected) {
      client.getOutputStream().write(REHEARSAL.getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
