package io.pop3.spi.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** CONTRACT.md, the Javadoc of the plugin interfaces, and the suites know the same ids. */
final class ContractTableTest {

  private static final Path TABLE = Path.of("CONTRACT.md");
  private static final List<Class<?>> SUITES =
      List.of(
          MaildropStoreContract.class, AuthenticationBackendContract.class, FactoryContract.class);

  @Test
  void everyIdOfTheJavadocHasATestAndTheOtherWayRound() {
    Set<String> ids = new TreeSet<>();
    testNames().forEach(name -> ids.addAll(ContractIds.in(name, "")));
    assertThat(ids).isEqualTo(ContractIds.inSources(""));
  }

  @Test
  void everyTestOfASuiteHasAnIdAndAName() {
    assertThat(testNames()).allSatisfy(name -> assertThat(name).matches("([A-Z]{2}-\\d\\d )+.+"));
  }

  @Test
  void theTableListsTheTestsOfEachId() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (String name : testNames()) {
      String sentence = name.replaceFirst("^([A-Z]{2}-\\d\\d )+", "");
      for (String id : ContractIds.in(name, "")) {
        expected.merge(id, sentence, (first, second) -> first + " · " + second);
      }
    }
    String rows =
        expected.entrySet().stream()
            .map(row -> "| " + row.getKey() + " | " + row.getValue() + " |")
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(TABLE)).contains("| --- | --- |\n" + rows + "\n\n");
  }

  @Test
  void whatTheSuitesCantSeeIsAboutIdsThatExist() throws IOException {
    String text = Files.readString(TABLE);
    String unseen = text.substring(text.indexOf("## What the suites can't see"));
    assertThat(ContractIds.in(unseen, "")).isNotEmpty();
    assertThat(ContractIds.inSources("")).containsAll(ContractIds.in(unseen, ""));
  }

  private static List<String> testNames() {
    List<String> names = new ArrayList<>();
    for (Class<?> suite : SUITES) {
      for (Class<?> type = suite; type != Object.class; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          if (isTest(method)) {
            names.add(
                method.isAnnotationPresent(DisplayName.class)
                    ? method.getAnnotation(DisplayName.class).value()
                    : method.getName());
          }
        }
      }
    }
    names.sort(null);
    return names;
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class)
        || method.isAnnotationPresent(ParameterizedTest.class)
        || method.isAnnotationPresent(RepeatedTest.class);
  }
}
