package io.pop3.examples.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.examples.ldap.Logins.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the directory: protected, and given up when it takes too long. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ConnectionTest {

  private TestDirectory directory;

  @BeforeEach
  void startDirectory() throws Exception {
    directory = new TestDirectory(TestCertificates.trusted().server());
    directory.addPerson("alice", "wonderland");
  }

  @AfterEach
  void stopDirectory() {
    directory.close();
  }

  private String url(String scheme, TestDirectory of) {
    return scheme.equals("ldaps") ? of.tlsUrl() : of.clearUrl();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldap", "ldaps"})
  void aTrustedCertificateIsGoodWithEitherKindOfTls(String scheme) {
    for (Mode mode : Mode.values()) {
      try (Logins logins = mode.logins(directory, "url", url(scheme, directory))) {
        assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldap", "ldaps"})
  void aCertificateThatNobodyTrustsGetsNoPassword(String scheme) throws Exception {
    try (TestDirectory stranger = new TestDirectory(new TestCertificates("localhost").server())) {
      stranger.addPerson("alice", "wonderland");
      for (Mode mode : Mode.values()) {
        try (Logins logins = mode.logins(directory, "url", url(scheme, stranger))) {
          assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.TEMPORARY);
        }
      }
      assertThat(stranger.binds).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ldap", "ldaps"})
  void aTrustedCertificateOfAnotherHostGetsNoPassword(String scheme) throws Exception {
    TestCertificates another = new TestCertificates("directory.example");
    try (TestDirectory impostor = new TestDirectory(another.server())) {
      impostor.addPerson("alice", "wonderland");
      for (Mode mode : Mode.values()) {
        try (Logins logins =
            mode.logins(
                directory,
                "url",
                url(scheme, impostor),
                "trust-certificates",
                another.file().toString())) {
          assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.TEMPORARY);
        }
      }
      assertThat(impostor.binds).hasValue(0);
    }
  }

  @Test
  void aDirectoryWithoutStartTlsGetsNoPasswordUnlessThatIsWanted() throws Exception {
    try (TestDirectory plain = TestDirectory.withoutStartTls()) {
      plain.addPerson("alice", "wonderland");
      for (Mode mode : Mode.values()) {
        try (Logins logins = mode.logins(plain)) {
          assertThat(logins.verify("alice", "wonderland").kind())
              .isIn(Outcome.Kind.TEMPORARY, Outcome.Kind.LASTING);
        }
      }
      assertThat(plain.binds).hasValue(0);
      try (Logins logins = new Logins(plain.direct("start-tls", "false"))) {
        assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatIsDownIsTroubleThatPasses(Mode mode) throws Exception {
    try (Logins logins = mode.logins(directory)) {
      directory.server.shutDown(true);
      for (String password : new String[] {"wonderland", "wrong"}) {
        assertThat(logins.verify("alice", password)).isEqualTo(Outcome.TEMPORARY);
        assertThat(logins.trace()).doesNotContain("wonderland", TestDirectory.READER_PASSWORD);
      }
      directory.server.startListening();
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNextServerIsAskedWhenOneIsDown(Mode mode) throws Exception {
    try (TestDirectory other = new TestDirectory(TestCertificates.trusted().server())) {
      other.addPerson("alice", "wonderland");
      try (Logins logins =
          mode.logins(directory, "url", directory.clearUrl() + " " + other.clearUrl())) {
        assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
        assertThat(other.binds).hasValue(0);
        directory.server.shutDown(true);
        assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatNeverAnswersIsGivenUp(Mode mode) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
      for (String scheme : new String[] {"ldap", "ldaps"}) {
        String url = scheme + "://localhost:" + silent.getLocalPort();
        try (Logins logins = mode.logins(directory, "url", url, "timeout", "300ms")) {
          assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.TEMPORARY);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBindThatTakesTooLongIsNoDenial(Mode mode) {
    try (Logins logins = mode.logins(directory, "timeout", "3s", "start-tls", "false")) {
      directory.bindGate.set(new CountDownLatch(1));
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.TEMPORARY);
      directory.bindGate.get().countDown();
      assertThat(logins.verify("alice", "wonderland")).isEqualTo(Outcome.accepted("alice"));
    }
  }
}
