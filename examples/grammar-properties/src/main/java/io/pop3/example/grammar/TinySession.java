package io.pop3.example.grammar;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What the tiny server answers, line by line. */
final class TinySession {

  static final int MAX_LINE = 254;

  private static final String OK = "+OK done\r\n";
  private static final String ERR = "-ERR refused\r\n";
  private static final int MAX_FAILURES = 3;

  private final String user;
  private final String password;
  private final List<String> messages;
  private final Set<Integer> marked = new TreeSet<>();
  private String givenUser = "";
  private boolean loggedIn;
  private boolean open = true;
  private int failures;

  TinySession(String user, String password, List<String> messages) {
    this.user = user;
    this.password = password;
    this.messages = messages;
  }

  boolean isOpen() {
    return open;
  }

  String answer(String line) {
    String name = givenUser;
    givenUser = "";
    if (line.length() >= MAX_LINE || !line.matches("[!-~][ -~]*")) {
      return ERR;
    }
    String keyword = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    if (keyword.equals("PASS")) {
      return line.length() > 5 ? pass(name, line.substring(5)) : ERR;
    }
    String[] words = line.stripTrailing().split(" +", -1);
    return switch (keyword + (words.length - 1)) {
      case "QUIT0" -> quit();
      case "CAPA0" -> "+OK capabilities\r\nTOP\r\nUIDL\r\nUSER\r\nPIPELINING\r\n.\r\n";
      case "USER1" -> user(words[1]);
      case "APOP2" -> words[2].matches("[0-9a-fA-F]{32}") ? failed() : ERR;
      default -> loggedIn ? transact(keyword, words) : ERR;
    };
  }

  private String quit() {
    open = false;
    return "+OK bye\r\n";
  }

  private String user(String name) {
    givenUser = loggedIn ? "" : name;
    return loggedIn ? ERR : OK;
  }

  private String pass(String name, String given) {
    if (loggedIn || name.isEmpty()) {
      return ERR;
    }
    loggedIn = name.equals(user) && given.equals(password);
    return loggedIn ? OK : failed();
  }

  private String failed() {
    if (!loggedIn) {
      failures++;
      open = failures < MAX_FAILURES;
    }
    return ERR;
  }

  private String transact(String keyword, String[] words) {
    return switch (keyword + (words.length - 1)) {
      case "NOOP0" -> OK;
      case "STAT0" -> "+OK " + (messages.size() - marked.size()) + " " + total() + "\r\n";
      case "RSET0" -> {
        marked.clear();
        yield OK;
      }
      case "LIST0", "UIDL0" -> listing(keyword);
      case "LIST1", "UIDL1" -> at(words[1]) < 0 ? ERR : "+OK " + entry(keyword, at(words[1]));
      case "RETR1" -> at(words[1]) < 0 ? ERR : OK + stuffed(messages.get(at(words[1])));
      case "TOP2" -> top(words[1], words[2]);
      case "DELE1" -> at(words[1]) >= 0 && marked.add(at(words[1])) ? OK : ERR;
      default -> ERR;
    };
  }

  private String listing(String keyword) {
    StringBuilder listing = new StringBuilder(OK);
    for (int i = 0; i < messages.size(); i++) {
      listing.append(marked.contains(i) ? "" : entry(keyword, i));
    }
    return listing.append(".\r\n").toString();
  }

  private String entry(String keyword, int index) {
    Object value =
        keyword.equals("LIST") ? lineEnds(messages.get(index)).length() : "id-" + (index + 1);
    return (index + 1) + " " + value + "\r\n";
  }

  private long total() {
    long total = 0;
    for (int i = 0; i < messages.size(); i++) {
      total += marked.contains(i) ? 0 : lineEnds(messages.get(i)).length();
    }
    return total;
  }

  private String top(String number, String count) {
    if (at(number) < 0 || !count.matches("[0-9]+")) {
      return ERR;
    }
    String message = lineEnds(messages.get(at(number)));
    int end = ("\r\n" + message).indexOf("\r\n\r\n");
    BigInteger left = new BigInteger(count);
    end = end < 0 ? message.length() : end + 2;
    while (left.signum() > 0 && end < message.length()) {
      end = message.indexOf("\r\n", end) + 2;
      left = left.subtract(BigInteger.ONE);
    }
    return OK + stuffed(message.substring(0, end));
  }

  /** The position of a message, or -1 if there is none of that number. */
  private int at(String number) {
    if (!number.matches("0*[1-9][0-9]{0,8}")) {
      return -1;
    }
    int index = Integer.parseInt(number) - 1;
    return index < messages.size() && !marked.contains(index) ? index : -1;
  }

  private static String lineEnds(String message) {
    String crlf = message.replaceAll("(?<!\r)\n", "\r\n");
    return crlf.isEmpty() || crlf.endsWith("\r\n") ? crlf : crlf + "\r\n";
  }

  private static String stuffed(String message) {
    return ("\r\n" + lineEnds(message)).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";
  }
}
