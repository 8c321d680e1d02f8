package io.pop3.protocol.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requirements of POP3 and what belongs to it, as data: every row has an id that tests name by
 * {@link Requirement}. Immutable.
 */
public final class Ledger {

  private static final String RESOURCE = "requirements.csv";
  private static final int COLUMNS = 5;
  private static final Ledger STANDARD = load();

  private final Map<String, Row> rows;

  private Ledger(Map<String, Row> rows) {
    this.rows = rows;
  }

  /** The part of a POP3 system that can show whether a requirement holds. */
  public enum Part {
    /** The core: grammar, wire coding, states. */
    CORE("decided by the protocol core"),
    /** The SASL mechanisms. */
    SASL("decided by the SASL exchanges of the core"),
    /** String preparation. */
    PREPARATION("decided by the string preparation of the core"),
    /** The server around the core. */
    SERVER("policy, clocks and accounts belong to the server"),
    /** The maildrop store. */
    STORE("mail at rest belongs to the maildrop store"),
    /** The client around the core. */
    CLIENT("policy, memory and user interface belong to the client"),
    /** TLS of either role. */
    TLS("TLS belongs to the hosts of both roles"),
    /** Nobody here: a decision took the other of two ways. */
    NOT_CHOSEN("not chosen: names and passwords are prepared by SASLprep (decision A-46)"),
    /** Whoever runs the system. */
    OPERATION("a matter of operation, shown by documentation"),
    /** Nobody: it explains the past. */
    HISTORY("history, without a duty");

    private final String reason;

    Part(String reason) {
      this.reason = reason;
    }

    /**
     * Why tests of another part can't show it.
     *
     * @return a few words
     */
    public String reason() {
      return reason;
    }

    /**
     * Tells whether the protocol core decides it.
     *
     * @return true for what needs no host to be tested
     */
    public boolean isProtocol() {
      return this == CORE || this == SASL || this == PREPARATION;
    }
  }

  /**
   * A requirement.
   *
   * @param id its name: the document, a topic, a number
   * @param role {@code server}, {@code client} or {@code both}
   * @param level {@code MUST}, {@code SHOULD}, {@code MAY}, or {@code INFO} for history
   * @param part who can show that it holds
   * @param title what it is about, in a few words
   */
  public record Row(String id, String role, String level, Part part, String title) {

    /**
     * The document it comes from.
     *
     * @return the id up to its first hyphen
     */
    public String source() {
      return id.substring(0, id.indexOf('-'));
    }
  }

  /**
   * The ledger that comes with this artifact.
   *
   * @return the ledger
   */
  public static Ledger standard() {
    return STANDARD;
  }

  private static Ledger load() {
    InputStream resource = Ledger.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException(RESOURCE + ": missing (expected: beside this class)");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      Map<String, Row> rows = new LinkedHashMap<>();
      reader
          .lines()
          .skip(1)
          .map(Ledger::row)
          .forEach(
              row -> {
                if (rows.put(row.id(), row) != null) {
                  throw new IllegalStateException(row.id() + ": twice (expected: once)");
                }
              });
      return new Ledger(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] columns = line.split(",", COLUMNS);
    String title = columns[4].replaceAll("^\"|\"$", "");
    return new Row(columns[0], columns[1], columns[2], Part.valueOf(columns[3]), title);
  }

  /**
   * All rows.
   *
   * @return in the order of the documents
   */
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * Finds a row.
   *
   * @param id a name such as {@code 1939-RETR-3}
   * @return the row; empty if there is none of that name
   */
  public Optional<Row> find(String id) {
    return Optional.ofNullable(rows.get(id));
  }
}
