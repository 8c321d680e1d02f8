package io.pop3.protocol.testkit;

import static io.pop3.protocol.session.SessionState.AUTHORIZATION;
import static io.pop3.protocol.session.SessionState.CLOSED;
import static io.pop3.protocol.session.SessionState.SASL_EXCHANGE;
import static io.pop3.protocol.session.SessionState.TLS_HANDSHAKE;
import static io.pop3.protocol.session.SessionState.TRANSACTION;
import static io.pop3.protocol.session.SessionState.UPDATE;
import static io.pop3.protocol.session.SessionState.USER_GIVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pop3.protocol.command.Verb;
import io.pop3.protocol.session.Outcome;
import io.pop3.protocol.session.SessionMachine;
import io.pop3.protocol.session.SessionState;
import io.pop3.protocol.session.Transition;
import io.pop3.protocol.session.TransitionTable;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of grammar section 6, written down a second time: A0, A1 and T, verb by verb. */
class TransitionTableTest {

  private static final Set<Verb> EVERYWHERE = EnumSet.of(Verb.CAPA, Verb.LANG, Verb.QUIT);
  private static final Set<Verb> LOGIN =
      EnumSet.of(Verb.USER, Verb.APOP, Verb.AUTH, Verb.STLS, Verb.UTF8);
  private static final Set<Verb> MAIL =
      EnumSet.of(
          Verb.STAT, Verb.LIST, Verb.RETR, Verb.DELE, Verb.NOOP, Verb.RSET, Verb.TOP, Verb.UIDL);

  @ParameterizedTest
  @EnumSource(Verb.class)
  @Requirement({
    "1939-CMD-10", "1939-STAT-5", "1939-NOOP-2", "1939-RSET-2", "1939-PASS-1", "1939-USER-2",
        "1939-APOP-5",
    "2449-CAPA-1", "2595-STLS-3", "5034-AUTH-3", "5034-AUTH-4", "4422-ONE-1", "6856-UTF8-1",
        "6856-LANG-1"
  })
  void verbIsPermittedWhereTheGrammarSaysSo(Verb verb) {
    Map<SessionState, Boolean> permitted = new EnumMap<>(SessionState.class);
    for (SessionState state : SessionState.values()) {
      permitted.put(state, TransitionTable.find(state, verb).isPresent());
    }

    Map<SessionState, Boolean> expected = new EnumMap<>(SessionState.class);
    for (SessionState state : SessionState.values()) {
      expected.put(state, false);
    }
    boolean beforeLogin = EVERYWHERE.contains(verb) || LOGIN.contains(verb);
    expected.put(AUTHORIZATION, beforeLogin);
    expected.put(USER_GIVEN, beforeLogin || verb == Verb.PASS);
    expected.put(TRANSACTION, EVERYWHERE.contains(verb) || MAIL.contains(verb));
    assertThat(permitted).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} in {1}: {2}, then {3} or {4}")
  @CsvSource({
    "USER, AUTHORIZATION, AUTHORIZATION, USER_GIVEN, AUTHORIZATION",
    "USER, USER_GIVEN, USER_GIVEN, USER_GIVEN, AUTHORIZATION",
    "PASS, USER_GIVEN, USER_GIVEN, TRANSACTION, AUTHORIZATION",
    "APOP, AUTHORIZATION, AUTHORIZATION, TRANSACTION, AUTHORIZATION",
    "APOP, USER_GIVEN, USER_GIVEN, TRANSACTION, AUTHORIZATION",
    "AUTH, AUTHORIZATION, SASL_EXCHANGE, TRANSACTION, AUTHORIZATION",
    "AUTH, USER_GIVEN, SASL_EXCHANGE, TRANSACTION, AUTHORIZATION",
    "STLS, AUTHORIZATION, AUTHORIZATION, TLS_HANDSHAKE, AUTHORIZATION",
    "STLS, USER_GIVEN, USER_GIVEN, TLS_HANDSHAKE, AUTHORIZATION",
    "UTF8, AUTHORIZATION, AUTHORIZATION, AUTHORIZATION, AUTHORIZATION",
    "UTF8, USER_GIVEN, USER_GIVEN, AUTHORIZATION, AUTHORIZATION",
    "CAPA, USER_GIVEN, USER_GIVEN, AUTHORIZATION, AUTHORIZATION",
    "LANG, USER_GIVEN, USER_GIVEN, AUTHORIZATION, AUTHORIZATION",
    "CAPA, TRANSACTION, TRANSACTION, TRANSACTION, TRANSACTION",
    "DELE, TRANSACTION, TRANSACTION, TRANSACTION, TRANSACTION",
    "QUIT, AUTHORIZATION, AUTHORIZATION, CLOSED, CLOSED",
    "QUIT, USER_GIVEN, USER_GIVEN, CLOSED, CLOSED",
    "QUIT, TRANSACTION, UPDATE, CLOSED, CLOSED"
  })
  @Requirement({
    "1939-ST-2",
    "1939-ST-3",
    "1939-AUTH-2",
    "1939-PASS-3",
    "1939-PASS-4",
    "1939-APOP-6",
    "5034-OUT-1",
    "5034-OUT-2",
    "1939-QUIT-1",
    "1939-AUTH-4",
    "5034-OUT-3"
  })
  void replyDecidesTheNextState(
      Verb verb, SessionState state, SessionState pending, SessionState ok, SessionState err) {
    assertThat(TransitionTable.find(state, verb)).contains(new Transition(pending, ok, err));
  }

  @Test
  void mailCommandsNeverLeaveTransaction() {
    for (Verb verb : MAIL) {
      assertThat(TransitionTable.find(TRANSACTION, verb))
          .contains(new Transition(TRANSACTION, TRANSACTION, TRANSACTION));
    }
  }

  @Test
  @Requirement({"1939-ST-2", "1939-ST-3"})
  void onlyLoginsEnterTransactionAndOnlyQuitEntersUpdate() {
    for (SessionState state : SessionState.values()) {
      for (Verb verb : Verb.values()) {
        Optional<Transition> cell = TransitionTable.find(state, verb);
        if (cell.isEmpty()) {
          continue;
        }
        assertThat(cell.get().onNegative()).isNotEqualTo(UPDATE).isNotEqualTo(TLS_HANDSHAKE);
        if (state != TRANSACTION) {
          assertThat(cell.get().onNegative()).isNotEqualTo(TRANSACTION);
          assertThat(cell.get().onPositive() == TRANSACTION)
              .isEqualTo(EnumSet.of(Verb.PASS, Verb.APOP, Verb.AUTH).contains(verb));
        }
        assertThat(cell.get().pending() == UPDATE)
            .isEqualTo(state == TRANSACTION && verb == Verb.QUIT);
      }
    }
  }

  @Test
  void refusedLineDropsTheNameAndEndsAnExchange() {
    assertThat(TransitionTable.afterRejection(USER_GIVEN)).isEqualTo(AUTHORIZATION);
    assertThat(TransitionTable.afterRejection(SASL_EXCHANGE)).isEqualTo(AUTHORIZATION);
    assertThat(TransitionTable.afterRejection(TRANSACTION)).isEqualTo(TRANSACTION);
    assertThat(TransitionTable.afterRejection(CLOSED)).isEqualTo(CLOSED);
  }

  @Test
  @Requirement({"1939-ST-1", "8314-POP-3"})
  void sessionBeginsInAuthorization() {
    assertThat(new SessionMachine(false).state()).isEqualTo(AUTHORIZATION);
    assertThat(new SessionMachine(true).state()).isEqualTo(AUTHORIZATION);
  }

  @Test
  @Requirement({"2595-STLS-6", "6856-UTF8-12"})
  void stlsIsBarredUnderTlsAndInUtf8Mode() {
    assertThat(new SessionMachine(false).permits(Verb.STLS)).isTrue();
    assertThat(new SessionMachine(true).permits(Verb.STLS)).isFalse();
    SessionMachine machine = new SessionMachine(false);
    machine.begin(Verb.UTF8);
    machine.complete(Outcome.POSITIVE, false);
    assertThat(machine.isUtf8()).isTrue();
    assertThat(machine.permits(Verb.STLS)).isFalse();
    assertThat(machine.permits(Verb.UTF8)).isTrue();
  }

  @Test
  void tlsBeginsTheSessionAnew() {
    SessionMachine machine = new SessionMachine(false);
    machine.begin(Verb.LANG);
    machine.complete(Outcome.POSITIVE, true);
    assertThat(machine.allowsUtf8Text()).isTrue();
    machine.begin(Verb.USER);
    machine.complete(Outcome.POSITIVE, true);
    machine.begin(Verb.STLS);
    machine.complete(Outcome.POSITIVE, true);
    assertThat(machine.state()).isEqualTo(TLS_HANDSHAKE);
    machine.tlsEstablished();

    assertThat(machine.state()).isEqualTo(AUTHORIZATION);
    assertThat(machine.isTls()).isTrue();
    assertThat(machine.allowsUtf8Text()).isFalse();
  }

  @Test
  void listingLanguagesOrFailingChoosesNone() {
    SessionMachine machine = new SessionMachine(false);
    machine.begin(Verb.LANG);
    machine.complete(Outcome.POSITIVE, false);
    machine.begin(Verb.LANG);
    machine.complete(Outcome.NEGATIVE, true);
    machine.begin(Verb.UTF8);
    machine.complete(Outcome.NEGATIVE, false);

    assertThat(machine.allowsUtf8Text()).isFalse();
  }

  @Test
  void machineRefusesWhatTheTableDoes() {
    SessionMachine machine = new SessionMachine(false);
    assertThatThrownBy(() -> machine.begin(Verb.STAT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("STAT")
        .hasMessageContaining("AUTHORIZATION");
    assertThatThrownBy(() -> machine.complete(Outcome.POSITIVE, false))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(machine::tlsEstablished).isInstanceOf(IllegalStateException.class);
    machine.begin(Verb.QUIT);
    assertThatThrownBy(() -> machine.begin(Verb.QUIT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void copyGoesItsOwnWay() {
    SessionMachine machine = new SessionMachine(true);
    machine.begin(Verb.UTF8);
    machine.complete(Outcome.POSITIVE, false);
    SessionMachine copy = machine.copy();
    copy.close();

    assertThat(machine.state()).isEqualTo(AUTHORIZATION);
    assertThat(copy.state()).isEqualTo(CLOSED);
    assertThat(copy.isTls()).isTrue();
    assertThat(copy.isUtf8()).isTrue();
  }
}
