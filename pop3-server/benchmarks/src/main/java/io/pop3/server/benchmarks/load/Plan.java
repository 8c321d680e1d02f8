package io.pop3.server.benchmarks.load;

import io.pop3.server.benchmarks.mail.MailSet;
import java.net.InetSocketAddress;

/**
 * What sessions are to do.
 *
 * @param server where to connect
 * @param security how
 * @param set whose mail is there; a user has one session at a time
 * @param scenario what to do
 * @param depth commands in flight after STAT
 * @param concurrency how many sessions at a time
 */
public record Plan(
    InetSocketAddress server,
    Security security,
    MailSet set,
    Scenario scenario,
    int depth,
    int concurrency) {

  /**
   * The same users and server with another thing to do.
   *
   * @param newScenario what to do
   * @return the plan
   */
  public Plan with(Scenario newScenario) {
    return new Plan(server, security, set, newScenario, depth, concurrency);
  }
}
