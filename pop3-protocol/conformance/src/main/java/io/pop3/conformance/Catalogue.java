package io.pop3.conformance;

import java.util.List;
import java.util.stream.Stream;

/** All cases. */
final class Catalogue {

  private static final List<ConformanceCase> CASES =
      Stream.of(
              GreetingCases.cases(),
              SyntaxCases.cases(),
              LengthCases.cases(),
              LoginCases.cases(),
              ApopCases.cases(),
              LockCases.cases(),
              CapabilityCases.cases(),
              ListingCases.cases(),
              NumberCases.cases(),
              UidCases.cases(),
              RetrievalCases.cases(),
              TopCases.cases(),
              ContentCases.cases(),
              DeletionCases.cases(),
              UpdateCases.cases(),
              PipeliningCases.cases(),
              StlsCases.cases(),
              TlsCases.cases(),
              SaslCases.cases(),
              PlainCases.cases(),
              ScramCases.cases(),
              MechanismCases.cases(),
              Utf8Cases.cases(),
              LanguageCases.cases(),
              // Last, since they look back on the replies of the run.
              ReplyCases.cases())
          .flatMap(List::stream)
          .toList();

  private Catalogue() {}

  static List<ConformanceCase> cases() {
    return CASES;
  }
}
