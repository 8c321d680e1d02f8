package io.pop3.protocol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.command.Verb;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.session.Transition;
import io.pop3.protocol.session.TransitionTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages show is what the code is. */
class ReadmeTest {

  private static final Path PROTOCOL = Path.of("../README.md");
  private static final Path TESTKIT = Path.of("README.md");
  private static final Path EXAMPLE =
      Path.of(
          "../../examples/grammar-properties/src/test/java/io/pop3/example/grammar/TinyServerProperties.java");

  @Test
  void stateDiagramIsTheTransitionTable() {
    Readme.assertSection(PROTOCOL, "states", "```mermaid\n" + diagram() + "```\n");
  }

  /** One arrow for all verbs that lead the same way; a verb without sign leads there either way. */
  private static String diagram() {
    Map<String, Set<String>> arrows = new LinkedHashMap<>();
    for (SessionState state : SessionState.values()) {
      for (Verb verb : Verb.values()) {
        Optional<Transition> cell = TransitionTable.find(state, verb);
        if (cell.isPresent()) {
          addArrows(state, verb, cell.get(), arrows);
        }
      }
    }
    StringBuilder diagram = new StringBuilder("stateDiagram-v2\n");
    diagram.append("  [*] --> ").append(SessionState.AUTHORIZATION).append(" : greeting\n");
    arrows.forEach(
        (arrow, labels) ->
            diagram
                .append("  ")
                .append(arrow)
                .append(" : ")
                .append(String.join(", ", labels))
                .append('\n'));
    diagram.append("  TLS_HANDSHAKE --> AUTHORIZATION : handshake done\n");
    diagram.append("  CLOSED --> [*]\n");
    return diagram.toString();
  }

  private static void addArrows(
      SessionState state, Verb verb, Transition cell, Map<String, Set<String>> arrows) {
    SessionState from = state;
    if (cell.pending() != state) {
      add(arrows, state, cell.pending(), verb.name());
      from = cell.pending();
    }
    if (cell.onPositive() == cell.onNegative()) {
      add(arrows, from, cell.onPositive(), verb.name());
    } else {
      add(arrows, from, cell.onPositive(), verb + " +");
      add(arrows, from, cell.onNegative(), verb + " -");
    }
  }

  private static void add(
      Map<String, Set<String>> arrows, SessionState from, SessionState to, String label) {
    arrows.computeIfAbsent(from + " --> " + to, absent -> new LinkedHashSet<>()).add(label);
  }

  @Test
  void testkitPageShowsTheExampleAsItIs() {
    String source = Readme.read(Readme.module().resolve(EXAMPLE));
    String shown = source.substring(source.indexOf("@Domain")).stripTrailing() + "\n";

    Readme.assertSection(TESTKIT, "example", "```java\n" + shown + "```\n");
    assertThat(shown.lines().filter(line -> !line.isBlank()).count()).isLessThan(40);
  }

  @Test
  void testkitPageNamesEveryArbitraryAndLaw() {
    String page = Readme.read(Readme.module().resolve(TESTKIT));
    for (Class<?> type :
        new Class<?>[] {
          Pop3Arbitraries.class, Laws.class, SessionLaws.class, SurrogateLaws.class
        }) {
      Set<String> names =
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
              .map(java.lang.reflect.Method::getName)
              .collect(Collectors.toSet());

      assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
  }
}
