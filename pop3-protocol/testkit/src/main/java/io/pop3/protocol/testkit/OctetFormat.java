package io.pop3.protocol.testkit;

import io.pop3.protocol.command.Command;
import io.pop3.protocol.command.CommandCodec;
import net.jqwik.api.SampleReportingFormat;

/**
 * Shows byte arrays and commands in jqwik's reports as octets with escapes; jqwik finds it by
 * itself. Commands are shown as the line they stand for, passwords included: a sample that hides
 * what it failed on is of no use, and its secrets are made up.
 */
public final class OctetFormat implements SampleReportingFormat {

  /** Made by jqwik. */
  public OctetFormat() {}

  @Override
  public boolean appliesTo(Object value) {
    return value instanceof byte[] || value instanceof Command;
  }

  @Override
  public Object report(Object value) {
    byte[] octets =
        value instanceof Command command ? CommandCodec.encode(command) : (byte[]) value;
    return new Shown(OctetString.of(octets));
  }

  /** Keeps jqwik from putting quotes around the quotes. */
  private record Shown(OctetString octets) {
    @Override
    public String toString() {
      return octets.toString();
    }
  }
}
