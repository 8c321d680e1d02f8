package io.pop3.protocol.testkit;

/**
 * A line that no server may execute, whatever it tolerates (grammar 7.1 to 7.4).
 *
 * @param octets the line without its line end
 * @param fault what is wrong with it, in a few words
 */
public record MalformedLine(OctetString octets, String fault) {

  @Override
  public String toString() {
    return octets + " (" + fault + ")";
  }
}
