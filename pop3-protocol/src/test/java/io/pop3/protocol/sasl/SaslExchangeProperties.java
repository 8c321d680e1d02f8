package io.pop3.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.protocol.sasl.SaslDialogue.Ending;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every mechanism, whoever is at the other end. */
class SaslExchangeProperties {

  private static final ChannelBindings BINDINGS =
      ChannelBindings.ofTls13(
          Map.of(
              ChannelBindingType.TLS_EXPORTER,
              new byte[32],
              ChannelBindingType.TLS_SERVER_END_POINT,
              new byte[20]));
  private static final Set<SaslMechanism> PASSWORD_MECHANISMS =
      EnumSet.complementOf(
          EnumSet.of(
              SaslMechanism.EXTERNAL,
              SaslMechanism.ANONYMOUS,
              SaslMechanism.OAUTHBEARER,
              SaslMechanism.XOAUTH2));

  /** One set of SCRAM keys for all tries that only want some account with a known password. */
  private static final Map<ScramHash, ScramKeys> KEYS =
      Map.of(
          ScramHash.SHA_1, keys(ScramHash.SHA_1),
          ScramHash.SHA_256, keys(ScramHash.SHA_256),
          ScramHash.SHA_512, keys(ScramHash.SHA_512));

  private static ScramKeys keys(ScramHash hash) {
    return ScramKeys.derive(hash, Secret.of("pencil"), Accounts.SALT, ScramKeys.MIN_ITERATIONS);
  }

  /**
   * 5034-OUT-1, 5802-ALG-2: any name and password that can exist can log in, though the keys were
   * made of the stored form and the client sends the query form (4616-PREP-1, 4616-PREP-2).
   */
  @Property(tries = 300)
  void rightPasswordIsALogin(
      @ForAll("passwordMechanisms") SaslMechanism mechanism,
      @ForAll("names") String name,
      @ForAll("passwords") String password) {
    Accounts accounts = new Accounts().with(name, password);

    Ending ending = dialogue(mechanism, credentials(name, password), accounts).play();

    assertThat(ending.isLogin()).isTrue();
    assertThat(ending.identity()).isEqualTo(SaslPrep.prepareStored(name));
  }

  /** 5034-OUT-1, 4422-OUT-1: a wrong password and an unknown user fail, and alike. */
  @Property(tries = 200)
  void wrongPasswordAndUnknownUserFailAlike(
      @ForAll("passwordMechanisms") SaslMechanism mechanism,
      @ForAll("names") String name,
      @ForAll("passwords") String password,
      @ForAll("passwords") String wrong) {
    if (Accounts.stored(password).equals(Accounts.stored(wrong))) {
      return;
    }
    Ending wrongPassword =
        dialogue(mechanism, credentials(name, wrong), new Accounts().with(name, password)).play();
    Ending unknownUser = dialogue(mechanism, credentials(name, wrong), new Accounts()).play();

    assertThat(wrongPassword)
        .isEqualTo(
            new Ending(
                Optional.empty(), Optional.of(SaslFailure.WRONG_CREDENTIAL), Optional.empty()));
    assertThat(unknownUser).isEqualTo(wrongPassword);
  }

  /**
   * Whoever alters one message of SCRAM, in any way and any of them, prevents the login (5802-CB-3,
   * 5802-C2-2, 5802-NONCE-2, 5802-NONCE-3, 5802-S2-1).
   */
  @Property(tries = 700)
  void alteredMessageOfScramPreventsTheLogin(
      @ForAll("scramMechanisms") SaslMechanism mechanism,
      @ForAll("messageIndexes") int index,
      @ForAll("alterations") Alteration alteration) {
    Accounts accounts =
        new Accounts().withKeys("tim", KEYS.get(mechanism.scramHash().orElseThrow()));
    SaslDialogue dialogue = dialogue(mechanism, credentials("tim", "pencil"), accounts);
    boolean[] altered = new boolean[1];
    dialogue.tamper(
        index,
        octets -> {
          byte[] other = alteration.apply(octets);
          altered[0] = !Arrays.equals(octets, other);
          return other;
        });

    Ending ending = dialogue.play();

    if (altered[0]) {
      assertThat(ending.isLogin()).isFalse();
      assertThat(ending.identity()).isEmpty();
    } else {
      assertThat(ending.isLogin()).isTrue();
    }
  }

  /** Alters any message of any mechanism: nobody gets in as somebody else, and nothing throws. */
  @Property(tries = 700)
  void alteredMessageNeverLetsSomebodyElseIn(
      @ForAll SaslMechanism mechanism,
      @ForAll("messageIndexes") int index,
      @ForAll("alterations") Alteration alteration) {
    Accounts accounts = new Accounts().with("bob", "something else").withToken("tim", "token");
    mechanism
        .scramHash()
        .ifPresentOrElse(
            hash -> accounts.withKeys("tim", KEYS.get(hash)), () -> accounts.with("tim", "pencil"));
    SaslDialogue dialogue = dialogue(mechanism, credentials(mechanism), accounts);

    Ending ending = dialogue.tamper(index, alteration::apply).play();

    ending
        .identity()
        .ifPresent(
            identity ->
                assertThat(identity)
                    .isEqualTo(mechanism == SaslMechanism.ANONYMOUS ? "anonymous" : "tim"));
  }

  /** Any octets, in any number of messages, lead a server to declared steps alone. */
  @Property(tries = 2000)
  void anyOctetsLeadTheServerToDeclaredSteps(
      @ForAll SaslMechanism mechanism,
      @ForAll boolean withInitialResponse,
      @ForAll("messages") List<byte[]> messages) {
    Accounts accounts = new Accounts().with("tim", "pencil").withToken("tim", "token");
    SaslServerExchange<String> server = server(mechanism, mechanism);
    SaslServerStep<String> step =
        server.start(
            withInitialResponse && !messages.isEmpty()
                ? Optional.of(Secret.of(messages.get(0)))
                : Optional.empty());
    for (byte[] message : messages) {
      step = accounts.settle(step);
      if (step.kind() != SaslServerStep.Kind.CHALLENGE) {
        break;
      }
      step = server.respond(Secret.of(message));
    }
    step = accounts.settle(step);

    assertThat(step.kind())
        .isIn(
            SaslServerStep.Kind.CHALLENGE,
            SaslServerStep.Kind.SUCCESS,
            SaslServerStep.Kind.FAILURE);
  }

  /** Any octets, in any number of challenges, lead a client to declared steps alone. */
  @Property(tries = 2000)
  void anyOctetsLeadTheClientToDeclaredSteps(
      @ForAll SaslMechanism mechanism,
      @ForAll boolean initialResponses,
      @ForAll("messages") List<byte[]> messages) {
    SaslClientOptions.Builder options = options(mechanism).iterations(1, 10);
    if (!initialResponses) {
      options.withoutInitialResponses();
    }
    SaslClientExchange client =
        SaslClientExchange.open(mechanism, credentials(mechanism), options.build());
    client.initialResponse();
    for (byte[] message : messages) {
      SaslClientStep step = client.respond(Secret.of(message));
      if (step.kind() == SaslClientStep.Kind.CANCEL) {
        assertThat(client.conclude()).contains(((SaslClientStep.Cancel) step).fault());
        break;
      }
    }

    if (mechanism.scramHash().isPresent()) {
      assertThat(client.conclude()).isPresent();
    }
  }

  private static SaslDialogue dialogue(
      SaslMechanism mechanism, SaslCredentials credentials, Accounts accounts) {
    return new SaslDialogue(
        SaslClientExchange.open(mechanism, credentials, options(mechanism).build()),
        server(mechanism, mechanism),
        accounts);
  }

  private static SaslClientOptions.Builder options(SaslMechanism mechanism) {
    SaslClientOptions.Builder options =
        SaslClientOptions.on(new SecureRandom(), Set.of(mechanism), true)
            .iterations(ScramKeys.MIN_ITERATIONS, 10_000);
    return mechanism.bindsChannel() ? options.bindings(BINDINGS) : options;
  }

  private static SaslServerExchange<String> server(
      SaslMechanism mechanism, SaslMechanism advertised) {
    return SaslServerExchange.open(
        mechanism, Accounts.OPTIONS, new SaslConnection(Set.of(advertised), BINDINGS));
  }

  private static SaslCredentials credentials(String name, String password) {
    return SaslCredentials.password(new UserName(name), Secret.of(password));
  }

  private static SaslCredentials credentials(SaslMechanism mechanism) {
    return switch (mechanism) {
      case EXTERNAL -> SaslCredentials.certificate();
      case ANONYMOUS -> SaslCredentials.anonymous("trace");
      case OAUTHBEARER, XOAUTH2 ->
          SaslCredentials.token(Optional.of(new UserName("tim")), Secret.of("token"));
      default -> credentials("tim", "pencil");
    };
  }

  @Provide
  Arbitrary<SaslMechanism> passwordMechanisms() {
    return Arbitraries.of(PASSWORD_MECHANISMS);
  }

  @Provide
  Arbitrary<SaslMechanism> scramMechanisms() {
    return Arbitraries.of(SaslMechanism.class)
        .filter(mechanism -> mechanism.scramHash().isPresent());
  }

  @Provide
  Arbitrary<String> names() {
    return texts(20)
        .filter(UserName::isValid)
        .filter(name -> SaslPrep.prepareStored(name).filter(UserName::isValid).isPresent());
  }

  @Provide
  Arbitrary<String> passwords() {
    return texts(40).filter(text -> SaslPrep.prepareStored(text).isPresent());
  }

  private static Arbitrary<String> texts(int length) {
    Arbitrary<Character> characters =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.chars().range(' ', '~')),
            Tuple.of(2, Arbitraries.of(',', '=', ' ', '\u00ad', '\u00a0')),
            Tuple.of(2, Arbitraries.chars().range('\u00a1', '\u0233')),
            Tuple.of(1, Arbitraries.chars().range('\u3041', '\u3094')),
            Tuple.of(1, Arbitraries.chars().range('\uff01', '\uff5e')));
    return characters
        .list()
        .ofMinSize(1)
        .ofMaxSize(length)
        .map(
            list ->
                list.stream()
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString());
  }

  @Provide
  Arbitrary<Integer> messageIndexes() {
    return Arbitraries.integers().between(0, 4);
  }

  /** Some change of a message, decided by numbers so that it can be shrunk and shown. */
  record Alteration(int kind, int position, int value) {
    byte[] apply(byte[] octets) {
      int length = octets.length;
      int at = length == 0 ? 0 : Math.floorMod(position, length);
      byte[] changed = octets.clone();
      switch (Math.floorMod(kind, 6)) {
        case 0 -> {
          if (length > 0) {
            changed[at] ^= (byte) (1 << Math.floorMod(value, 8));
          }
        }
        case 1 -> {
          if (length > 0) {
            changed[at] = (byte) value;
          }
        }
        case 2 -> changed = Arrays.copyOf(octets, at);
        case 3 -> {
          changed = Arrays.copyOf(octets, length + 1);
          System.arraycopy(octets, at, changed, at + 1, length - at);
          changed[at] = (byte) value;
        }
        case 4 -> changed = Arrays.copyOfRange(octets, at, length);
        default -> {
          changed = Arrays.copyOf(octets, length * 2);
          System.arraycopy(octets, 0, changed, length, length);
        }
      }
      return changed;
    }
  }

  @Provide
  Arbitrary<Alteration> alterations() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 255))
        .as(Alteration::new);
  }

  /** Octets without sense, and words of the mechanisms without order. */
  @Provide
  Arbitrary<List<byte[]>> messages() {
    Arbitrary<String> words =
        Arbitraries.of(
            "n,,",
            "y,,",
            "p=tls-exporter,,",
            "n,a=tim,",
            "n=tim",
            "n=",
            "r=",
            "abc",
            ",",
            "=",
            "=2C",
            "=41",
            "m=x",
            "c=biws",
            "s=QSXC",
            "i=2",
            "i=0",
            "v=AAAA",
            "e=x",
            "p=AAAA",
            "\0",
            "\1",
            "user=tim",
            "auth=Bearer ",
            "token",
            "host=h",
            "port=1",
            "tim",
            "pencil",
            " ",
            "b913a602c7eda7a495b4e6e7334d3890",
            "{\"status\":\"x\"}",
            "\u00e9",
            "\u00ad",
            "@");
    Arbitrary<byte[]> sentences =
        words
            .list()
            .ofMaxSize(8)
            .map(list -> String.join("", list).getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> noise =
        Arbitraries.longs()
            .map(
                seed -> {
                  Random random = new Random(seed);
                  byte[] octets = new byte[random.nextInt(40)];
                  random.nextBytes(octets);
                  return octets;
                });
    return Arbitraries.frequencyOf(Tuple.of(4, sentences), Tuple.of(1, noise)).list().ofMaxSize(5);
  }
}
