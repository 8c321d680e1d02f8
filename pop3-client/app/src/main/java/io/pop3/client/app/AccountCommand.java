package io.pop3.client.app;

import io.pop3.client.MessageStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands have: the options of an account, and where to write to. */
@Command(mixinStandardHelpOptions = true, usageHelpAutoWidth = true)
abstract class AccountCommand implements Callable<Integer> {

  private static final String URL_MARK = "://";

  @Mixin private @Nullable AccountOptions options;

  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable Pop3 program;

  /**
   * The account that the URL among these arguments, the options and the account file make together.
   */
  final AccountSettings settings(List<String> arguments, Map<Key, String> more) {
    List<String> urls = arguments.stream().filter(text -> text.contains(URL_MARK)).toList();
    if (urls.size() > 1) {
      throw new UserErrorException("URL: given " + urls.size() + " times (expected: once)");
    }
    Map<Key, String> values =
        Objects.requireNonNull(options).values(urls.isEmpty() ? null : urls.get(0));
    values.putAll(more);
    return AccountSettings.of(values);
  }

  /** The messages among these arguments. */
  static List<String> messages(List<String> arguments, int expected) {
    List<String> messages = arguments.stream().filter(text -> !text.contains(URL_MARK)).toList();
    Messages.check(messages);
    boolean several = expected == Integer.MAX_VALUE;
    if (several ? messages.isEmpty() : messages.size() != expected) {
      throw new UserErrorException(
          "messages: "
              + messages.size()
              + " (expected: "
              + (several ? "one or more" : expected)
              + "; "
              + Messages.FORM
              + ")");
    }
    return messages;
  }

  /** The messages of a command that is about none. */
  static void noMessages(List<String> arguments) {
    for (String text : arguments) {
      if (!text.contains(URL_MARK)) {
        throw new UserErrorException("\"" + text + "\": not understood (expected: a POP URL)");
      }
    }
  }

  final PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  final PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  /** Prints a message: harmless at a terminal, octet by octet elsewhere. */
  final void print(MessageStream content) throws IOException {
    if (Terminal.isOutput()) {
      Terminal.show(content, out());
    } else {
      OutputStream output = Objects.requireNonNull(program).output();
      content.transferTo(output);
      output.flush();
    }
  }
}
