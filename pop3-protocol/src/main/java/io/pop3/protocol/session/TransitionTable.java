package io.pop3.protocol.session;

import static io.pop3.protocol.session.SessionState.AUTHORIZATION;
import static io.pop3.protocol.session.SessionState.CLOSED;
import static io.pop3.protocol.session.SessionState.SASL_EXCHANGE;
import static io.pop3.protocol.session.SessionState.TLS_HANDSHAKE;
import static io.pop3.protocol.session.SessionState.TRANSACTION;
import static io.pop3.protocol.session.SessionState.UPDATE;
import static io.pop3.protocol.session.SessionState.USER_GIVEN;

import io.pop3.protocol.command.Verb;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The transition table of POP3: state × verb × outcome (grammar section 6). A pair of state and
 * verb without an entry is a command given in the wrong state (ledger 1939-CMD-10).
 */
public final class TransitionTable {

  private static final Map<SessionState, Map<Verb, Transition>> TABLE = build();

  private TransitionTable() {}

  private static Map<SessionState, Map<Verb, Transition>> build() {
    Map<SessionState, Map<Verb, Transition>> table = new EnumMap<>(SessionState.class);
    for (SessionState state : SessionState.values()) {
      table.put(state, new EnumMap<>(Verb.class));
    }
    for (SessionState state : new SessionState[] {AUTHORIZATION, USER_GIVEN}) {
      Map<Verb, Transition> row = row(table, state);
      row.put(Verb.USER, new Transition(state, USER_GIVEN, AUTHORIZATION));
      row.put(Verb.APOP, new Transition(state, TRANSACTION, AUTHORIZATION));
      row.put(Verb.AUTH, new Transition(SASL_EXCHANGE, TRANSACTION, AUTHORIZATION));
      row.put(Verb.STLS, new Transition(state, TLS_HANDSHAKE, AUTHORIZATION));
      row.put(Verb.UTF8, new Transition(state, AUTHORIZATION, AUTHORIZATION));
      row.put(Verb.CAPA, new Transition(state, AUTHORIZATION, AUTHORIZATION));
      row.put(Verb.LANG, new Transition(state, AUTHORIZATION, AUTHORIZATION));
      row.put(Verb.QUIT, new Transition(state, CLOSED, CLOSED));
    }
    row(table, USER_GIVEN).put(Verb.PASS, new Transition(USER_GIVEN, TRANSACTION, AUTHORIZATION));
    for (Verb verb :
        new Verb[] {
          Verb.CAPA, Verb.LANG, Verb.STAT, Verb.LIST, Verb.RETR, Verb.DELE, Verb.NOOP, Verb.RSET,
          Verb.TOP, Verb.UIDL
        }) {
      row(table, TRANSACTION).put(verb, new Transition(TRANSACTION, TRANSACTION, TRANSACTION));
    }
    row(table, TRANSACTION).put(Verb.QUIT, new Transition(UPDATE, CLOSED, CLOSED));
    return Collections.unmodifiableMap(table);
  }

  private static Map<Verb, Transition> row(
      Map<SessionState, Map<Verb, Transition>> table, SessionState state) {
    return table.computeIfAbsent(state, missing -> new EnumMap<>(Verb.class));
  }

  /**
   * Looks a verb up.
   *
   * @param state the state the session is in
   * @param verb the verb a client gave
   * @return where it leads; empty if the verb is not permitted in this state
   */
  public static Optional<Transition> find(SessionState state, Verb verb) {
    return Optional.ofNullable(TABLE.getOrDefault(state, Map.of()).get(verb));
  }

  /**
   * Where a line leads that is no permitted command: it is answered negatively, a pending user name
   * is forgotten and an exchange is over (A-08, ledger 5034-OUT-2).
   *
   * @param state the state the session is in
   * @return the next state
   */
  public static SessionState afterRejection(SessionState state) {
    return state.isAuthorization() ? AUTHORIZATION : state;
  }
}
