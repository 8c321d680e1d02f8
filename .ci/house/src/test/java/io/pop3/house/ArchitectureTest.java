package io.pop3.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which way the parts of the house depend on each other, and that no part escapes these rules. */
class ArchitectureTest {
  private static final Set<String> LIBRARIES =
      Set.of(
          "pop3-protocol",
          "pop3-spi",
          "pop3-server",
          "pop3-client",
          "pop3-storage-maildir",
          "pop3-auth-file");

  private static final JavaClasses ALL = House.main(House.modules());

  private static final String JSPECIFY = "org.jspecify.annotations";
  private static final String BOUNCY_CASTLE = "org.bouncycastle..";

  static List<String> modules() {
    return House.modules();
  }

  static Stream<String> libraries() {
    return LIBRARIES.stream().sorted();
  }

  // The guard: no module escapes.

  @ParameterizedTest
  @MethodSource("modules")
  void sawEveryModule(String module) {
    JavaClasses seen = House.main(module);
    if (!House.containType(seen)) {
      // An example may be made of tests alone.
      assertThat(module).as("%s has no main classes", module).startsWith("examples/");
      seen = House.importClasses(List.of(House.testClasses(module)));
    }
    assertThat(House.containType(seen)).as("the rules saw a class of %s", module).isTrue();
  }

  @Test
  void theRootPomListsEveryModule() {
    Set<String> listed = new TreeSet<>(House.modules());
    listed.add(House.THIS);
    assertThat(House.foldersWithPom()).isEqualTo(listed);
  }

  @Test
  void thisModuleDependsOnEveryModule() {
    assertThat(House.dependencies(House.THIS))
        .as("else the rules run before that module is built, and the coverage report lacks it")
        .containsAll(House.modules().stream().map(House::artifactId).toList());
  }

  // Who may depend on whom.

  @Test
  void protocolDependsOnNothingButTheJdkBaseAndBouncyCastle() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("io.pop3.protocol..", JSPECIFY, "org.bouncycastle.crypto..")
                .or(inJavaBase()))
        .check(House.main("pop3-protocol"));
  }

  @Test
  void oneClassOfProtocolUsesBouncyCastle() {
    Set<String> users =
        House.main("pop3-protocol").stream()
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .filter(d -> resideInAPackage(BOUNCY_CASTLE).test(d.getTargetClass()))
            .map(Dependency::getOriginClass)
            .map(ArchitectureTest::outermost)
            .collect(toCollection(TreeSet::new));
    assertThat(users).as("only the APOP digest").hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void protocolHasNoInputOutputThreadsClocksOrLogging() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..")
                .or(
                    assignableTo(InputStream.class)
                        .or(assignableTo(OutputStream.class))
                        .or(assignableTo(Reader.class))
                        .or(assignableTo(Writer.class))
                        .and(
                            DescribedPredicate.not(
                                assignableTo(ByteArrayInputStream.class)
                                    .or(assignableTo(ByteArrayOutputStream.class)))))
                .or(assignableTo(Thread.class))
                .or(assignableTo(Executor.class))
                .or(assignableTo(Future.class))
                .or(assignableTo(Clock.class))
                .or(assignableTo(InstantSource.class))
                .or(assignableTo(System.Logger.class)))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(House.main("pop3-protocol"));
  }

  @Test
  void spiDependsOnValueTypesOfProtocolAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("io.pop3.spi..", "io.pop3.protocol.model..", JSPECIFY)
                .or(inJavaBase()))
        .check(House.main("pop3-spi"));
  }

  @ParameterizedTest
  @CsvSource({
    "pop3-server,          server,          spi, protocol",
    "pop3-client,          client,          protocol, protocol",
    "pop3-storage-maildir, storage.maildir, spi, protocol",
    "pop3-auth-file,       auth.file,       spi, protocol"
  })
  void libraryDependsOnlyOnItsOwnKin(String library, String self, String kin, String moreKin) {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.pop3..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            Stream.of(self, kin, moreKin)
                                .map(name -> "io.pop3." + name + "..")
                                .toArray(String[]::new)))))
        .check(House.main(library));
  }

  // Where the heavy libraries may be seen.

  @Test
  void nettyStaysInItsPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.pop3.server.internal.netty..", "io.pop3.server.benchmarks.load..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(ALL);
  }

  @Test
  void guiceStaysInTheServerAndItsApp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.pop3.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.inject..")
        .check(ALL);
  }

  @Test
  void configurationLibraryStaysInTheApps() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.configuration2..")
        .check(House.main(modulesBut(ArchitectureTest::isApp)));
  }

  @Test
  void onlyProgramsUseTheStandardStreams() {
    noClasses()
        .should(ACCESS_STANDARD_STREAMS)
        .check(House.main(modulesBut(ArchitectureTest::isProgram)));
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.pop3.(**)").should().beFreeOfCycles().check(ALL);
  }

  // The libraries as modules.

  @ParameterizedTest
  @MethodSource("modules")
  void theLibrariesAndNoOthersAreExplicitModules(String module) {
    assertThat(House.descriptor(module).isPresent()).isEqualTo(LIBRARIES.contains(module));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void internalPackagesAreNotExported(String library) {
    assertThat(House.descriptor(library).orElseThrow().exports())
        .extracting(ModuleDescriptor.Exports::source)
        .noneMatch(name -> List.of(name.split("\\.")).contains("internal"));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void bothListsOfProvidersAgree(String library) {
    Map<String, Set<String>> provided =
        House.descriptor(library).orElseThrow().provides().stream()
            .collect(
                toMap(
                    ModuleDescriptor.Provides::service,
                    p -> new TreeSet<>(p.providers()),
                    (a, b) -> a,
                    TreeMap::new));
    assertThat(provided).isEqualTo(House.services(library));
  }

  private static boolean isProgram(String module) {
    return isApp(module) || module.startsWith("examples/") || module.endsWith("/benchmarks");
  }

  private static boolean isApp(String module) {
    return module.endsWith("/app");
  }

  private static List<String> modulesBut(Predicate<String> excepted) {
    return House.modules().stream().filter(excepted.negate()).toList();
  }

  private static String outermost(JavaClass c) {
    return c.getEnclosingClass().map(ArchitectureTest::outermost).orElse(c.getFullName());
  }

  private static DescribedPredicate<JavaClass> inJavaBase() {
    Set<String> packages =
        ModuleFinder.ofSystem().find("java.base").orElseThrow().descriptor().packages();
    return DescribedPredicate.describe(
        "in module java.base",
        c -> {
          JavaClass type = c.getBaseComponentType();
          return type.isPrimitive() || packages.contains(type.getPackageName());
        });
  }
}
