package io.pop3.conformance;

import io.pop3.conformance.internal.wire.Capabilities;
import io.pop3.conformance.internal.wire.Dialogue;
import io.pop3.conformance.internal.wire.Discrepancy;
import io.pop3.conformance.internal.wire.Obstacle;
import io.pop3.conformance.internal.wire.Reply;
import io.pop3.protocol.model.ApopTimestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself, looked up once before the cases: which of them apply, and how to
 * log in.
 *
 * @param greeting the text of a greeting; empty if it could not be read
 * @param initial what is announced on a fresh connection; empty without CAPA
 * @param authorization what is announced where the suite logs in; empty without CAPA
 * @param transaction what is announced after the login; empty without CAPA or login
 * @param way how to log in
 * @param top whether TOP works
 * @param uidl whether UIDL works
 */
record Facts(
    String greeting,
    Optional<Capabilities> initial,
    Optional<Capabilities> authorization,
    Optional<Capabilities> transaction,
    LoginWay way,
    boolean top,
    boolean uidl) {

  static final Facts UNKNOWN =
      new Facts(
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          LoginWay.USER_PASS,
          false,
          false);

  /**
   * Looks up the facts. A server that breaks the protocol on the way is no reason to give up: the
   * cases will say how.
   *
   * @throws TargetUnavailableException if the server can't be reached or refuses the login
   */
  static Facts lookUp(Lab lab) throws TargetUnavailableException {
    lab.requireReachable();
    try {
      Facts facts = beforeLogin(lab);
      return lab.target().hasAccount() ? afterLogin(lab, facts) : facts;
    } catch (Obstacle e) {
      throw new TargetUnavailableException(lab.target() + ": " + e.getMessage());
    } catch (Discrepancy e) {
      return UNKNOWN;
    }
  }

  private static Facts beforeLogin(Lab lab) {
    Dialogue fresh = lab.dial();
    String greeting = lab.greetingOf(fresh).text();
    Optional<Capabilities> initial = capabilities(fresh);
    fresh.close();
    if (lab.target().security() != TransportSecurity.STLS) {
      return new Facts(
          greeting, initial, initial, Optional.empty(), LoginWay.USER_PASS, false, false);
    }
    try (Dialogue protectedOne = lab.open()) {
      return new Facts(
          greeting,
          initial,
          capabilities(protectedOne),
          Optional.empty(),
          LoginWay.USER_PASS,
          false,
          false);
    }
  }

  private static Optional<Capabilities> capabilities(Dialogue dialogue) {
    Reply reply = dialogue.askList("CAPA");
    return reply.positive() ? Optional.of(Capabilities.of(reply)) : Optional.empty();
  }

  private static Facts afterLogin(Lab lab, Facts facts) throws TargetUnavailableException {
    String refusal = "no way to log in that the suite knows";
    for (LoginWay way : facts.ways(lab.target())) {
      try (Dialogue dialogue = lab.open()) {
        Reply reply = lab.tryLogIn(dialogue, way);
        if (reply.positive()) {
          return facts.with(way, dialogue);
        }
        refusal = reply.shown();
      }
    }
    throw new TargetUnavailableException(
        lab.target().redacted("login at " + lab.target() + ": " + refusal + " (expected: +OK)"));
  }

  private List<LoginWay> ways(ConformanceTarget target) {
    List<LoginWay> ways = new ArrayList<>();
    if (authorization.map(c -> c.has("USER")).orElse(true)) {
      ways.add(LoginWay.USER_PASS);
    }
    if (authorization.filter(c -> c.hasMechanism("PLAIN")).isPresent()
        && !target.excludesMechanism("PLAIN")) {
      ways.add(LoginWay.PLAIN);
    }
    if (ApopTimestamp.find(greeting).isPresent() && !target.excludesMechanism("APOP")) {
      ways.add(LoginWay.APOP);
    }
    return ways;
  }

  private Facts with(LoginWay newWay, Dialogue loggedIn) {
    Optional<Capabilities> after = capabilities(loggedIn);
    boolean hasTop;
    boolean hasUidl;
    if (after.isPresent()) {
      hasTop = after.get().has("TOP");
      hasUidl = after.get().has("UIDL");
    } else {
      hasUidl = loggedIn.askList("UIDL").positive();
      hasTop = loggedIn.askList("TOP 1 0").positive();
    }
    return new Facts(greeting, initial, authorization, after, newWay, hasTop, hasUidl);
  }
}
