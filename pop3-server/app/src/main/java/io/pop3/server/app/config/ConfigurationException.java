package io.pop3.server.app.config;

import java.util.List;

/** A configuration can't be used; the message lists every problem, a line each. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports problems.
   *
   * @param source where the configuration came from
   * @param problems a line each, at least one
   */
  public ConfigurationException(String source, List<String> problems) {
    super(
        source
            + ": "
            + problems.size()
            + (problems.size() == 1 ? " problem" : " problems")
            + "\n  "
            + String.join("\n  ", problems));
  }
}
