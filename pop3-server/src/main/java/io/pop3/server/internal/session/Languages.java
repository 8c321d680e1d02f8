package io.pop3.server.internal.session;

import io.pop3.protocol.reply.StatusLine;
import io.pop3.protocol.server.LineSource;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The LANG command (RFC 6856 section 3): the texts of replies exist in English alone. */
final class Languages {

  private static final StatusLine LIST = StatusLine.ok("languages follow");
  private static final StatusLine ENGLISH = StatusLine.ok("en English is used");
  private static final StatusLine UNKNOWN = StatusLine.err("no such language");
  private static final String LINE = "en English";

  private Languages() {}

  static StatusLine list() {
    return LIST;
  }

  static LineSource lines() {
    Iterator<String> lines = List.of(LINE).iterator();
    return line -> {
      if (!lines.hasNext()) {
        return false;
      }
      line.put(lines.next().getBytes(StandardCharsets.US_ASCII));
      return true;
    };
  }

  /** Looks a language range up by cutting it from the right (RFC 4647 section 3.4, A-52). */
  static StatusLine choose(String range) {
    String lower = range.toLowerCase(Locale.ROOT);
    boolean english =
        lower.equals("*")
            || lower.equals("en")
            || lower.startsWith("en-")
            || lower.equals("i-default");
    return english ? ENGLISH : UNKNOWN;
  }
}
