package io.pop3.protocol.session;

import io.pop3.protocol.command.Verb;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the transition table for one session. Either role drives it: a server by the commands it
 * receives and the replies it gives, a client by the commands it sends and the replies it gets. Not
 * safe for several threads.
 */
public final class SessionMachine {

  private SessionState state = SessionState.AUTHORIZATION;
  private @Nullable Verb pendingVerb;
  private @Nullable Transition pending;
  private boolean tls;
  private boolean utf8;
  private boolean languageChosen;

  /**
   * A session after its greeting.
   *
   * @param tls whether TLS was active before the greeting (RFC 8314 section 3.3)
   */
  public SessionMachine(boolean tls) {
    this.tls = tls;
  }

  /**
   * Another session in the same state, without a command under way: a client looks ahead with it.
   *
   * @return an independent copy
   */
  public SessionMachine copy() {
    SessionMachine copy = new SessionMachine(tls);
    copy.state = state;
    copy.utf8 = utf8;
    copy.languageChosen = languageChosen;
    return copy;
  }

  /**
   * The state the session is in.
   *
   * @return the state
   */
  public SessionState state() {
    return state;
  }

  /**
   * Tells whether TLS is active.
   *
   * @return whether it is
   */
  public boolean isTls() {
    return tls;
  }

  /**
   * Tells whether the session is in UTF-8 mode (RFC 6856 section 2).
   *
   * @return whether it is
   */
  public boolean isUtf8() {
    return utf8;
  }

  /**
   * Tells whether texts may go beyond ASCII: after a successful UTF8 or LANG (grammar section 1).
   *
   * @return whether they may
   */
  public boolean allowsUtf8Text() {
    return utf8 || languageChosen;
  }

  /**
   * Tells whether a verb may be given now.
   *
   * @param verb the verb
   * @return whether the table and the two flags permit it
   */
  public boolean permits(Verb verb) {
    if (verb == Verb.STLS && (tls || utf8)) {
      return false;
    }
    return TransitionTable.find(state, verb).isPresent();
  }

  /**
   * A permitted verb was given; its reply is owed.
   *
   * @param verb the verb
   * @throws IllegalStateException if it is not permitted, or another reply is owed
   */
  public void begin(Verb verb) {
    Optional<Transition> transition = TransitionTable.find(state, verb);
    if (pending != null || transition.isEmpty() || !permits(verb)) {
      throw new IllegalStateException(
          verb + ": given in state " + state + " (expected: a verb that is permitted there)");
    }
    pendingVerb = verb;
    pending = transition.get();
    state = pending.pending();
  }

  /**
   * The reply to the verb that was begun.
   *
   * @param outcome whether it is positive
   * @param withArgument whether the command had an argument; only for LANG it matters
   * @throws IllegalStateException if no reply is owed
   */
  public void complete(Outcome outcome, boolean withArgument) {
    Transition transition = pending;
    if (transition == null) {
      throw new IllegalStateException("reply: none is owed in state " + state);
    }
    state = transition.after(outcome);
    if (outcome == Outcome.POSITIVE) {
      utf8 |= pendingVerb == Verb.UTF8;
      languageChosen |= pendingVerb == Verb.LANG && withArgument;
    }
    pending = null;
    pendingVerb = null;
  }

  /** A line that is no permitted command was answered negatively. */
  public void reject() {
    pending = null;
    pendingVerb = null;
    state = TransitionTable.afterRejection(state);
  }

  /**
   * The TLS handshake succeeded: the session begins anew, without greeting.
   *
   * @throws IllegalStateException if no handshake is under way
   */
  public void tlsEstablished() {
    if (state != SessionState.TLS_HANDSHAKE) {
      throw new IllegalStateException(
          "TLS handshake: in state " + state + " (expected: " + SessionState.TLS_HANDSHAKE + ")");
    }
    tls = true;
    utf8 = false;
    languageChosen = false;
    state = SessionState.AUTHORIZATION;
  }

  /** The connection is gone, or is to be closed; nothing is removed (ledger 1939-UPD-6). */
  public void close() {
    pending = null;
    pendingVerb = null;
    state = SessionState.CLOSED;
  }
}
