package io.pop3.protocol.downgrade;

import java.util.Locale;
import java.util.Set;

/** What may stand in a header field, as far as it decides how to write it in ASCII. */
enum FieldSyntax {
  /** Text for people, and every field that nobody here knows. */
  UNSTRUCTURED,
  /** Names and addresses, apart by commas (RFC 5322 section 3.4). */
  ADDRESSES,
  /** One address without a name (RFC 5322 section 3.6.7). */
  PATH,
  /** Words, apart by commas, perhaps with an id in angle brackets: nothing in it is an address. */
  PHRASES,
  /** A word and parameters, apart by semicolons (RFC 2045 section 5.1). */
  PARAMETERS,
  /** For programs: only comments may go beyond ASCII and stay. */
  TOKENS;

  private static final Set<String> ADDRESS_FIELDS =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "resent-from",
          "resent-sender",
          "resent-reply-to",
          "resent-to",
          "resent-cc",
          "resent-bcc",
          "errors-to",
          "disposition-notification-to",
          "mail-followup-to",
          "mail-reply-to");

  private static final Set<String> PHRASE_FIELDS = Set.of("keywords", "list-id");

  private static final Set<String> PARAMETER_FIELDS = Set.of("content-type", "content-disposition");

  private static final Set<String> TOKEN_FIELDS =
      Set.of(
          "date",
          "resent-date",
          "message-id",
          "resent-message-id",
          "in-reply-to",
          "references",
          "received",
          "mime-version",
          "content-transfer-encoding",
          "content-id",
          "delivered-to",
          "x-original-to",
          "authentication-results",
          "received-spf",
          "dkim-signature",
          "arc-seal",
          "arc-message-signature",
          "arc-authentication-results",
          "list-archive",
          "list-help",
          "list-owner",
          "list-post",
          "list-subscribe",
          "list-unsubscribe",
          "list-unsubscribe-post",
          "auto-submitted");

  /** The syntax of a field, by its name. */
  static FieldSyntax of(String field) {
    String name = field.substring(0, bodyStart(field)).replaceFirst("[ \t]*:$", "");
    String lower = name.toLowerCase(Locale.ROOT);
    if (ADDRESS_FIELDS.contains(lower)) {
      return ADDRESSES;
    }
    if (lower.equals("return-path")) {
      return PATH;
    }
    if (PHRASE_FIELDS.contains(lower)) {
      return PHRASES;
    }
    if (PARAMETER_FIELDS.contains(lower)) {
      return PARAMETERS;
    }
    return TOKEN_FIELDS.contains(lower) ? TOKENS : UNSTRUCTURED;
  }

  /**
   * Where the body of a field begins: behind the colon, or at the beginning of what is no field.
   */
  static int bodyStart(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ':') {
        return i == 0 ? 0 : i + 1;
      }
      if ((c <= ' ' && c != '\t' && c != ' ') || c > '~') {
        return 0;
      }
    }
    return 0;
  }

  /** How to see the rest of a field whose beginning was put out already. */
  FieldSyntax continued() {
    return this == ADDRESSES ? ADDRESSES : UNSTRUCTURED;
  }
}
