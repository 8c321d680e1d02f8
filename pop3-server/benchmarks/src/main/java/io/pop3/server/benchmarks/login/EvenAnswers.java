package io.pop3.server.benchmarks.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares how a running server answers a wrong password with how it answers a name that nobody
 * has: text and time of the reply, and for SCRAM the salt and the iteration count. The tries take
 * turns, two on each connection. The server must not delay wrong logins: {@code defence.first-delay
 * = 0s}.
 */
public final class EvenAnswers {

  private static final String USAGE =
      "usage: EvenAnswers HOST PORT USER [TRIES [METHOD...]] (of USER PLAIN SCRAM-SHA-256 APOP)";
  private static final List<String> METHODS = List.of("USER", "PLAIN", "SCRAM-SHA-256", "APOP");
  private static final int TRIES = 1000;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final double TOLERANCE = 0.05;
  private static final Pattern TIMESTAMP = Pattern.compile("<[^>]+>");
  private static final Pattern FIRST_MESSAGE = Pattern.compile("r=([^,]+),s=([^,]+),i=(\\d+)");

  private final String method;
  private final Samples challenges = new Samples();
  private final Samples replies = new Samples();
  private final Set<String> texts = new HashSet<>();
  private final Set<String> keys = new HashSet<>();
  private final Base64.Encoder base64 = Base64.getEncoder();

  private EvenAnswers(String method) {
    this.method = method;
  }

  /**
   * Measures.
   *
   * @param arguments host, port, the name of a user that exists; the number of tries; methods
   */
  public static void main(String[] arguments) {
    if (arguments.length < 3) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      System.exit(measure(arguments) ? 0 : 1);
    } catch (IOException failed) {
      System.err.println(
          "server " + arguments[0] + ":" + arguments[1] + ": " + failed.getMessage());
      System.exit(2);
    }
  }

  private static boolean measure(String[] arguments) throws IOException {
    InetSocketAddress server = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    String known = arguments[2];
    int tries = arguments.length > 3 ? Integer.parseInt(arguments[3]) : TRIES;
    List<String> methods =
        arguments.length > 4 ? List.of(arguments).subList(4, arguments.length) : METHODS;
    boolean even = true;
    for (String method : methods) {
      even &= compare(server, method, known, tries);
    }
    return even;
  }

  private static boolean compare(InetSocketAddress server, String method, String known, int tries)
      throws IOException {
    // As long as the other, so that the length does not count.
    String unknown = known.substring(0, known.length() - 1) + (known.endsWith("~") ? "_" : "~");
    EvenAnswers wrongPassword = new EvenAnswers(method);
    EvenAnswers unknownUser = new EvenAnswers(method);
    long began = System.nanoTime();
    while (System.nanoTime() - began < WARM_UP.toNanos()) {
      takeTurns(server, known, new EvenAnswers(method), unknown, new EvenAnswers(method));
    }
    for (int i = 0; i < tries; i++) {
      // Who comes first takes turns, too.
      if (i % 2 == 0) {
        takeTurns(server, known, wrongPassword, unknown, unknownUser);
      } else {
        takeTurns(server, unknown, unknownUser, known, wrongPassword);
      }
    }
    return report(method, wrongPassword, unknownUser);
  }

  private static void takeTurns(
      InetSocketAddress server,
      String firstName,
      EvenAnswers first,
      String secondName,
      EvenAnswers second)
      throws IOException {
    String password = "wrong" + System.nanoTime();
    try (Wire wire = new Wire(server)) {
      first.attempt(wire, firstName, password);
      second.attempt(wire, secondName, password);
    }
  }

  private static boolean report(String method, EvenAnswers wrong, EvenAnswers unknown) {
    System.out.println(method);
    boolean even = isEven("  reply", wrong.replies, unknown.replies);
    if (wrong.challenges.count() > 0) {
      even &= isEven("  challenge", wrong.challenges, unknown.challenges);
      System.out.println("  salt and iterations: " + wrong.keys + " " + unknown.keys);
      even &= wrong.keys.size() == 1 && unknown.keys.size() == 1;
    }
    boolean sameText = wrong.texts.equals(unknown.texts) && wrong.texts.size() == 1;
    System.out.println("  text: " + wrong.texts + (sameText ? "" : " and " + unknown.texts));
    return even && sameText;
  }

  private static boolean isEven(String what, Samples wrong, Samples unknown) {
    double difference = unknown.median() / wrong.median() - 1;
    System.out.println(what + ", wrong password: " + wrong);
    System.out.println(what + ", unknown user:   " + unknown);
    System.out.printf(
        Locale.ROOT,
        "%s, medians differ by %.2f %% (expected: at most %.0f %%)%n",
        what,
        100 * Math.abs(difference),
        100 * TOLERANCE);
    return Math.abs(difference) <= TOLERANCE;
  }

  private void attempt(Wire wire, String name, String password) throws IOException {
    switch (method) {
      case "USER" -> {
        wire.agree("USER " + name);
        expectRefusal(wire, "PASS " + password);
      }
      case "PLAIN" -> expectRefusal(wire, "AUTH PLAIN " + encoded("\0" + name + "\0" + password));
      case "APOP" -> expectRefusal(wire, "APOP " + name + " " + digest(wire, password));
      case "SCRAM-SHA-256" -> scram(wire, name);
      default -> throw new IOException("method: " + method + " (expected: one of " + METHODS + ")");
    }
  }

  private void expectRefusal(Wire wire, String line) throws IOException {
    long began = System.nanoTime();
    String reply = wire.call(line);
    replies.add(System.nanoTime() - began);
    texts.add(reply);
    if (!reply.startsWith("-ERR")) {
      throw new IOException("reply: " + reply + " (expected: -ERR)");
    }
  }

  /** RFC 5802 section 5, with a proof that is none. */
  private void scram(Wire wire, String name) throws IOException {
    long began = System.nanoTime();
    String challenge = wire.agree("AUTH SCRAM-SHA-256 " + encoded("n,,n=" + name + ",r=measured"));
    challenges.add(System.nanoTime() - began);
    String message =
        new String(Base64.getDecoder().decode(challenge.substring("+ ".length())), ISO_8859_1);
    Matcher parts = FIRST_MESSAGE.matcher(message);
    if (!parts.matches()) {
      throw new IOException("challenge: " + message + " (expected: r=,s=,i=)");
    }
    keys.add(parts.group(2) + " " + parts.group(3));
    String proof = base64.encodeToString(new byte[32]);
    expectRefusal(wire, encoded("c=biws,r=" + parts.group(1) + ",p=" + proof));
  }

  private String encoded(String text) {
    return base64.encodeToString(text.getBytes(ISO_8859_1));
  }

  private static String digest(Wire wire, String password) throws IOException {
    Matcher timestamp = TIMESTAMP.matcher(wire.greeting());
    if (!timestamp.find()) {
      throw new IOException("greeting: " + wire.greeting() + " (expected: a timestamp for APOP)");
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of()
          .formatHex(md5.digest((timestamp.group() + password).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IOException("MD5: not in this JVM", missing);
    }
  }
}
