package io.pop3.server.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkTest {

  private final Queue<Runnable> loop = new ArrayDeque<>();
  private final List<String> happened = new ArrayList<>();
  private final Link link = mock(Link.class);
  private final Work work = new Work(link);

  @BeforeEach
  void queueWhatIsForTheLoop() {
    doAnswer(call -> loop.add(call.getArgument(0))).when(link).execute(any());
  }

  private void runLoop() {
    for (Runnable next = loop.poll(); next != null; next = loop.poll()) {
      next.run();
    }
  }

  @Test
  void anEndThatTheOutcomeAsksForComesOnce() {
    work.start(
        Runnable::run,
        () -> "removed",
        outcome -> {
          happened.add(outcome);
          work.finish(() -> happened.add("end"));
        },
        failure -> happened.add("failure"));
    runLoop();

    assertThat(happened).containsExactly("removed", "end");
  }

  @Test
  void anEndThatComesWhileATaskRunsWaitsForItsOutcome() {
    work.start(Runnable::run, () -> "read", happened::add, failure -> happened.add("failure"));
    work.finish(() -> happened.add("end"));
    assertThat(happened).isEmpty();

    runLoop();

    assertThat(happened).containsExactly("read", "end");
  }

  @Test
  void anEndWithoutTaskComesAtOnce() {
    work.finish(() -> happened.add("end"));

    assertThat(happened).containsExactly("end");
  }
}
