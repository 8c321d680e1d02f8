package io.pop3.client.retrieval;

import static io.pop3.client.retrieval.Fixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.client.fake.Message;
import io.pop3.client.fake.ModelServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of its own is killed while it fetches, again and again. */
class RetrievalCrashTest {

  private static final int MESSAGES = 12;

  @TempDir private Path directory;
  private Fixture here;
  private ModelServer server;
  private List<String> sent;

  @BeforeEach
  void start() throws IOException {
    here = new Fixture(directory.resolve("mail"));
    Message[] messages =
        IntStream.range(0, MESSAGES).mapToObj(i -> Message.named("m" + i)).toArray(Message[]::new);
    server = new ModelServer(messages);
    sent = List.of(messages).stream().map(Fixture::stored).toList();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /**
   * Killed by somebody else, wherever it happens to be when so many octets have been sent to it.
   */
  @Test
  void killedAtAnyOctet() throws Exception {
    Random random = new Random(20260101);
    for (int round = 0; round < 7; round++) {
      CompletableFuture<Process> victim = new CompletableFuture<>();
      server.cutAfter(
          300 + random.nextInt(1800), () -> victim.join().destroyForcibly().onExit().join());
      Process process = run(0);
      victim.complete(process);
      process.waitFor();
      server.cutNoMore();
      checkNothingIsLostOrDouble();
    }
    checkPeace();
  }

  /** Killed by itself at every kind of step around the moment that makes a message durable. */
  @Test
  void haltedAtEachStep() throws Exception {
    // Four steps for each message, then those around the sync of all.
    for (int step : new int[] {1, 2, 3, 4, 5, 4 * MESSAGES, 4 * MESSAGES + 1, 4 * MESSAGES + 2}) {
      assertThat(run(step).waitFor()).isEqualTo(CrashVictim.HALTED);
      checkNothingIsLostOrDouble();
      here.read();
    }
    checkPeace();
  }

  private Process run(int haltingStep) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CrashVictim.class.getName(),
            Integer.toString(server.port()),
            here.maildir().toString(),
            Integer.toString(haltingStep))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
        .start();
  }

  private File log() {
    return directory.resolve("victims.log").toFile();
  }

  private void checkNothingIsLostOrDouble() throws IOException {
    if (!Files.exists(here.maildir().resolve("cur"))) {
      return;
    }
    List<String> delivered = here.delivered();
    assertThat(delivered).doesNotHaveDuplicates();
    Set<String> somewhere = new HashSet<>(delivered);
    server.maildrop().forEach(message -> somewhere.add(stored(message)));
    assertThat(somewhere).hasSameElementsAs(sent);
  }

  private void checkPeace() throws Exception {
    assertThat(run(0).waitFor()).as(Files.readString(log().toPath())).isZero();
    assertThat(here.delivered()).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(server.maildrop()).isEmpty();
  }
}
