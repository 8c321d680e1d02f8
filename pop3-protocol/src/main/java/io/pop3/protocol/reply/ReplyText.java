package io.pop3.protocol.reply;

import io.pop3.protocol.command.Rejection;

/**
 * What a server may say behind the status indicator. The words of each language are in a resource
 * bundle; machine-read parts never are (ledger 6856-LANG-7).
 */
public enum ReplyText {
  /** To QUIT before login. */
  BYE,
  /**
   * To QUIT after login. Arguments: how many messages were removed, how many of this session's
   * maildrop are left.
   */
  BYE_REMOVED,
  /** To CAPA. */
  CAPABILITIES_FOLLOW,
  /** To LANG without argument. */
  LANGUAGES_FOLLOW,
  /** To LANG with a language that is spoken from now on. */
  LANGUAGE_CHOSEN,
  /** To LANG with a language that is not spoken. */
  LANGUAGE_UNKNOWN,
  /** To UTF8. */
  UTF8_ENTERED,
  /** To STLS. */
  TLS_BEGINS,
  /** To a command that is understood but not offered. */
  NOT_IMPLEMENTED,
  /** To whatever has nothing more to say. */
  DONE,

  /** To USER. */
  SEND_PASSWORD,
  /** To a login that would send a password in the clear. */
  TLS_FIRST,
  /** To USER where passwords are not taken at all. */
  NO_PASSWORDS,
  /** To APOP where it is not offered. */
  NO_APOP,
  /** To AUTH with a mechanism that is not offered. */
  MECHANISM_UNKNOWN,
  /** To AUTH without mechanism. */
  MECHANISMS_FOLLOW,
  /** To a SASL exchange that the client gave up. */
  EXCHANGE_CANCELLED,
  /** To a SASL message that does not follow its mechanism. */
  EXCHANGE_FAULTY,
  /** To a login. Argument: how many messages there are. */
  LOGGED_IN,
  /** To wrong credentials, whichever part is wrong. */
  LOGIN_FAILED,
  /** To a login too soon after the last. */
  LOGIN_TOO_SOON,
  /** To a login that can't be checked now. */
  LOGIN_UNAVAILABLE_NOW,
  /** To a login that can't be checked until somebody mends it. */
  LOGIN_UNAVAILABLE,
  /** To good credentials while another session has the maildrop. */
  MAILDROP_BUSY,
  /** To good credentials when the maildrop can't be opened now. */
  MAILDROP_TROUBLE_NOW,
  /** To good credentials when the maildrop can't be opened until somebody mends it. */
  MAILDROP_TROUBLE,

  /** To LIST and UIDL. Arguments: how many messages, their size as text. */
  LISTING,
  /** To RETR. Argument: the size as text. */
  MESSAGE_FOLLOWS,
  /** To TOP. */
  TOP_FOLLOWS,
  /** To DELE. */
  MARKED,
  /** To RSET. */
  UNMARKED,
  /** To RETR and TOP of a message that can't be read now. */
  MESSAGE_TROUBLE_NOW,
  /** To RETR and TOP of a message that can't be read until somebody mends it. */
  MESSAGE_TROUBLE,
  /** To RETR, TOP and LIST of a message that needs UTF-8 mode. */
  MESSAGE_NEEDS_UTF8,
  /** To QUIT when not all marked messages could be removed now. */
  COMMIT_TROUBLE_NOW,
  /** To QUIT when not all marked messages could be removed until somebody mends it. */
  COMMIT_TROUBLE,

  /** See {@link Rejection#EMPTY_LINE}. */
  REJECTED_EMPTY_LINE,
  /** See {@link Rejection#LINE_TOO_LONG}. */
  REJECTED_LINE_TOO_LONG,
  /** See {@link Rejection#NO_LINE_END}. */
  REJECTED_NO_LINE_END,
  /** See {@link Rejection#ILLEGAL_OCTET}. */
  REJECTED_ILLEGAL_OCTET,
  /** See {@link Rejection#UNKNOWN_COMMAND}. */
  REJECTED_UNKNOWN_COMMAND,
  /** See {@link Rejection#MISPLACED_SPACE}. */
  REJECTED_MISPLACED_SPACE,
  /** See {@link Rejection#ARGUMENT_COUNT}. */
  REJECTED_ARGUMENT_COUNT,
  /** See {@link Rejection#NOT_A_NUMBER}. */
  REJECTED_NOT_A_NUMBER,
  /** See {@link Rejection#BAD_ARGUMENT}. */
  REJECTED_BAD_ARGUMENT,
  /** See {@link Rejection#NO_SUCH_MESSAGE}. */
  REJECTED_NO_SUCH_MESSAGE,
  /** See {@link Rejection#WRONG_STATE}. */
  REJECTED_WRONG_STATE,
  /** See {@link Rejection#BAD_BASE64}. */
  REJECTED_BAD_BASE64,
  /** See {@link Rejection#DATA_AFTER_STLS}. */
  REJECTED_DATA_AFTER_STLS;

  /**
   * What to say to a rejected line.
   *
   * @param reason why it was rejected
   * @return the text
   */
  public static ReplyText of(Rejection reason) {
    return switch (reason) {
      case EMPTY_LINE -> REJECTED_EMPTY_LINE;
      case LINE_TOO_LONG -> REJECTED_LINE_TOO_LONG;
      case NO_LINE_END -> REJECTED_NO_LINE_END;
      case ILLEGAL_OCTET -> REJECTED_ILLEGAL_OCTET;
      case UNKNOWN_COMMAND -> REJECTED_UNKNOWN_COMMAND;
      case MISPLACED_SPACE -> REJECTED_MISPLACED_SPACE;
      case ARGUMENT_COUNT -> REJECTED_ARGUMENT_COUNT;
      case NOT_A_NUMBER -> REJECTED_NOT_A_NUMBER;
      case BAD_ARGUMENT -> REJECTED_BAD_ARGUMENT;
      case NO_SUCH_MESSAGE -> REJECTED_NO_SUCH_MESSAGE;
      case WRONG_STATE -> REJECTED_WRONG_STATE;
      case BAD_BASE64 -> REJECTED_BAD_BASE64;
      case DATA_AFTER_STLS -> REJECTED_DATA_AFTER_STLS;
    };
  }
}
