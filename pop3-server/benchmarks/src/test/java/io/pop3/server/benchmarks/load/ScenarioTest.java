package io.pop3.server.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.command.Command;
import io.pop3.server.benchmarks.mail.MailSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScenarioTest {

  @Property
  void pruneMarksWhatPruningTheSetTakesAway(@ForAll @IntRange(max = 300) int messages) {
    MailSet set = MailSet.crowded(messages);

    List<Integer> marked =
        Scenario.PRUNE.commands(messages).stream()
            .filter(Command.Dele.class::isInstance)
            .map(command -> ((Command.Dele) command).message().value())
            .toList();

    int left = Scenario.prune(set).messages();
    assertThat(marked).isEqualTo(IntStream.rangeClosed(left + 1, messages).boxed().toList());
    assertThat(left).isEqualTo(messages - messages / 10);
  }
}
