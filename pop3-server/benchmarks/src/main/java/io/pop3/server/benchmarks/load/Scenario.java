package io.pop3.server.benchmarks.load;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.model.MessageNumber;
import io.pop3.server.benchmarks.mail.MailSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session does once it has logged in and knows from STAT how many messages there are. */
public enum Scenario {
  /** UIDL, QUIT: a client that looks for new mail. */
  POLL {
    @Override
    List<Command> commands(int messages) {
      return List.of(UIDL, QUIT);
    }
  },
  /** UIDL, LIST, QUIT: a client that looks at all there is. */
  LIST {
    @Override
    List<Command> commands(int messages) {
      return List.of(UIDL, SCAN, QUIT);
    }
  },
  /** UIDL, LIST, RETR of every message, QUIT. */
  FETCH {
    @Override
    List<Command> commands(int messages) {
      List<Command> commands = new ArrayList<>(messages + 3);
      commands.add(UIDL);
      commands.add(SCAN);
      for (int number = 1; number <= messages; number++) {
        commands.add(new Command.Retr(new MessageNumber(number)));
      }
      commands.add(QUIT);
      return commands;
    }
  },
  /** UIDL, LIST, RETR and DELE of every message, QUIT. */
  DRAIN {
    @Override
    List<Command> commands(int messages) {
      List<Command> commands = new ArrayList<>(messages * 2 + 3);
      commands.add(UIDL);
      commands.add(SCAN);
      for (int number = 1; number <= messages; number++) {
        MessageNumber message = new MessageNumber(number);
        commands.add(new Command.Retr(message));
        commands.add(new Command.Dele(message));
      }
      commands.add(QUIT);
      return commands;
    }
  },
  /** UIDL, DELE of the last tenth, QUIT. */
  PRUNE {
    @Override
    List<Command> commands(int messages) {
      List<Command> commands = new ArrayList<>(messages / PRUNED_SHARE + 2);
      commands.add(UIDL);
      for (int number = messages - messages / PRUNED_SHARE + 1; number <= messages; number++) {
        commands.add(new Command.Dele(new MessageNumber(number)));
      }
      commands.add(QUIT);
      return commands;
    }
  },
  /** Nothing, until it is told to QUIT. */
  IDLE {
    @Override
    List<Command> commands(int messages) {
      return List.of();
    }
  };

  private static final int PRUNED_SHARE = 10;
  private static final Command UIDL = new Command.Uidl(Optional.empty());
  private static final Command SCAN = new Command.List(Optional.empty());
  private static final Command QUIT = new Command.Quit();

  abstract List<Command> commands(int messages);

  /**
   * What {@link #PRUNE} leaves.
   *
   * @param set what there was
   * @return its beginning
   */
  public static MailSet prune(MailSet set) {
    return set.withMessages(set.messages() - set.messages() / PRUNED_SHARE);
  }
}
