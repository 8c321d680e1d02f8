package io.pop3.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pop3.conformance.internal.wire.Octets;
import io.pop3.conformance.toy.ToyBehavior;
import io.pop3.conformance.toy.ToyServer;
import io.pop3.conformance.toy.ToySession;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConformanceSuiteTest {

  private static final Pattern ID =
      Pattern.compile("([0-9]{4}-[A-Z0-9]+|E-[A-Z]|A|XOA2-[A-Z]+|LOGIN)-[0-9]{1,2}");

  @Test
  void everyCaseHasAnIdOfItsOwn() {
    List<String> ids = Catalogue.cases().stream().map(ConformanceCase::id).toList();
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> ID.matcher(id).matches());
    assertThat(ids).hasSizeGreaterThan(200);
  }

  @Test
  void furtherRequirementsHaveIdsToo() {
    assertThat(Catalogue.cases())
        .allSatisfy(
            each ->
                assertThat(each.alsoCovers())
                    .doesNotContain(each.id())
                    .doesNotHaveDuplicates()
                    .allMatch(id -> ID.matcher(id).matches()));
  }

  @Test
  void titlesAreSentencesWithoutFullStop() {
    assertThat(Catalogue.cases())
        .extracting(ConformanceCase::title)
        .doesNotHaveDuplicates()
        .allMatch(title -> !title.endsWith(".") && title.length() > 15);
  }

  @Test
  void houseCasesAreThoseOfOurDecisions() {
    assertThat(Catalogue.cases())
        .allSatisfy(
            each ->
                assertThat(each.clause().equals(CaseGroup.DECISIONS))
                    .isEqualTo(each.level() == Level.HOUSE));
  }

  @Test
  void casesAreChosenByLevel() {
    assertThat(ConformanceSuite.complete().only(Set.of(Level.MAY, Level.SHOULD)).cases())
        .extracting(ConformanceCase::level)
        .containsOnly(Level.MAY, Level.SHOULD);
  }

  @Test
  void casesAreChosenByRequirement() {
    assertThat(ConformanceSuite.complete().only(List.of("1939-ST-4", "E-C-16")).cases())
        .extracting(ConformanceCase::id)
        .containsExactlyInAnyOrder("1939-ST-4", "1939-CMD-2");
  }

  @Test
  void unknownRequirementIsRefused() {
    ConformanceSuite suite = ConformanceSuite.complete();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> suite.only(List.of("1939-FOO-1")))
        .withMessage("case: 1939-FOO-1 (expected: an id of the catalogue)");
    assertThatIllegalArgumentException().isThrownBy(() -> suite.declaring(List.of("E-C-16")));
  }

  @Test
  void declaredDeviationIsNoFailure() throws Exception {
    Fault fault = Fault.instead("STAT 1", "+OK 0 0", "1939-STAT-5");
    ConformanceReport report = run(fault.behavior(), Set.of("1939-STAT-5"), "1939-STAT-5");
    assertThat(report.results()).extracting(CaseResult::outcome).containsOnly(Outcome.DEVIATION);
    assertThat(report.conforms(Set.of(Level.MUST))).isTrue();
  }

  @Test
  void declaredDeviationThatIsNoneIsAFailure() throws Exception {
    ConformanceReport report = run(new ToyBehavior(), Set.of("1939-STAT-5"), "1939-STAT-5");
    assertThat(report.with(Outcome.FAILED))
        .extracting(CaseResult::explanation)
        .containsOnly("seen: none: the case passes (expected: the declared deviation)");
    assertThat(report.conforms(Set.of(Level.MUST))).isFalse();
    assertThat(report.conforms(Set.of(Level.SHOULD, Level.HOUSE))).isTrue();
  }

  /** 1939-RSP-3 looks back on replies that only another case has drawn. */
  @Test
  void formOfRepliesIsJudgedOverTheWholeRun() throws Exception {
    Fault fault = Fault.instead("FOO bar", "-Err unknown", "1939-RSP-3");
    assertThat(run(fault.behavior(), Set.of(), "1939-RSP-3").with(Outcome.FAILED)).isEmpty();
    assertThat(run(fault.behavior(), Set.of(), "1939-CMD-7", "1939-RSP-3").with(Outcome.FAILED))
        .extracting(result -> result.conformanceCase().id())
        .containsExactly("1939-RSP-3");
  }

  @Test
  void whatIsMissingKeepsACaseFromRunning() throws Exception {
    try (ToyServer server = ToySetting.CLEARTEXT.start(new ToyBehavior())) {
      ConformanceTarget target =
          ConformanceTarget.at("localhost", server.port())
              .mayNotFailLogins()
              .trustingEveryone()
              .build();
      ConformanceReport report = ConformanceSuite.complete().run(target);
      assertThat(report.with(Outcome.FAILED)).as(report.text(true)).isEmpty();
      assertThat(report.with(Outcome.NOT_RUN))
          .allSatisfy(result -> assertThat(result.seen()).contains("missing: "));
      Set<Outcome> withoutNeeds = new HashSet<>();
      report.results().stream()
          .filter(result -> result.conformanceCase().needs().isEmpty())
          .forEach(result -> withoutNeeds.add(result.outcome()));
      assertThat(withoutNeeds).contains(Outcome.PASSED);
    }
  }

  /** An operator may have nothing but an account with some mail in it. */
  @Test
  void mailThatIsThereWillDo() throws Exception {
    try (ToyServer server = ToySetting.CLEARTEXT.start(new ToyBehavior())) {
      for (int i = 1; i <= 5; i++) {
        server.maildrop().deliver(Octets.bytes(MailRoom.sample(i)));
      }
      ConformanceTarget target =
          ConformanceTarget.at("localhost", server.port())
              .account(ToyServer.USER, ToyServer.PASSWORD)
              .trustingEveryone()
              .build();
      ConformanceReport report =
          ConformanceSuite.complete().only(Set.of(Level.MUST, Level.HOUSE)).run(target);
      assertThat(report.with(Outcome.FAILED)).as(report.text(true)).isEmpty();
      assertThat(report.count(Level.MUST, Outcome.PASSED)).isGreaterThan(60);
      assertThat(server.maildrop().snapshot()).hasSize(5);
    }
  }

  @Test
  void passwordIsNeverShown() throws Exception {
    ToyBehavior echo =
        new ToyBehavior() {
          @Override
          protected String rewrite(ToySession session, String line, String reply) {
            return line.startsWith("PASS") ? "-ERR wrong: " + line + "\r\n" : reply;
          }
        };
    try (ToyServer server = ToySetting.MINIMAL.start(echo)) {
      assertThat(
              catchThrowable(
                  () -> ConformanceSuite.complete().run(ToySetting.MINIMAL.target(server))))
          .isInstanceOf(TargetUnavailableException.class)
          .hasMessageContaining("<password>")
          .hasMessageNotContaining(ToyServer.PASSWORD);
    }
  }

  private static ConformanceReport run(
      ToyBehavior behavior, Set<String> deviations, String... requirements) throws Exception {
    try (ToyServer server = ToySetting.CLEARTEXT.start(behavior)) {
      return ConformanceSuite.complete()
          .only(List.of(requirements))
          .declaring(deviations)
          .run(ToySetting.CLEARTEXT.target(server));
    }
  }
}
