package io.pop3.spi.testkit;

import io.pop3.protocol.model.ScramHash;
import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.ScramCredential;
import io.pop3.spi.maildrop.MaildropOwner;
import io.pop3.spi.testkit.InMemoryAuthenticationBackend.Offer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds an {@link InMemoryAuthenticationBackend}. Unless {@link #offering} says otherwise, the
 * backend offers passwords, shared secrets and SCRAM, and bearer tokens, certificates and
 * delegation if there are any. For one thread.
 *
 * <p>Every method but {@link #user} that takes a user's name throws {@link
 * IllegalArgumentException} for a name that was not added before.
 */
public final class InMemoryAuthenticationBackendBuilder {

  private final Map<UserName, Secret> passwords = new LinkedHashMap<>();
  private final Map<UserName, Map<String, String>> attributes = new HashMap<>();
  private final Set<UserName> disabled = new HashSet<>();
  private final Map<String, UserName> tokens = new LinkedHashMap<>();
  private final Map<X509Certificate, UserName> certificates = new LinkedHashMap<>();
  private final Map<UserName, Set<UserName>> delegations = new HashMap<>();
  private final EnumSet<Offer> offers =
      EnumSet.of(Offer.PASSWORDS, Offer.SHARED_SECRETS, Offer.SCRAM);
  private boolean offersChosen;
  private boolean ignoringCase;
  private Set<ScramHash> scramHashes = EnumSet.allOf(ScramHash.class);
  private int scramIterations = ScramCredential.MIN_ITERATIONS;
  private SecureRandom random = new SecureRandom();

  InMemoryAuthenticationBackendBuilder() {}

  /**
   * Adds a user.
   *
   * @param name the account's own name
   * @param password any text but the empty one
   * @return this builder
   * @throws IllegalArgumentException if there is such a user already, or the password is empty
   */
  public InMemoryAuthenticationBackendBuilder user(String name, String password) {
    UserName userName = new UserName(name);
    if (passwords.putIfAbsent(userName, Account.password(userName, password)) != null) {
      throw new IllegalArgumentException("user: " + name + " (expected: not added before)");
    }
    return this;
  }

  /**
   * Gives a user's maildrop owner an attribute.
   *
   * @param user the user
   * @param attribute its name, for example {@link MaildropOwner#HOME}
   * @param value its value
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder attribute(
      String user, String attribute, String value) {
    attributes.computeIfAbsent(known(user), name -> new HashMap<>()).put(attribute, value);
    return this;
  }

  /**
   * Keeps a user from logging in: good credentials are then rejected as not allowed.
   *
   * @param user the user
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder disable(String user) {
    disabled.add(known(user));
    return this;
  }

  /**
   * Gives a user a bearer token.
   *
   * @param user the user
   * @param token the token as sent, without the word {@code Bearer}
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder token(String user, String token) {
    tokens.put(token, known(user));
    offerUnlessChosen(Offer.BEARER_TOKENS);
    return this;
  }

  /**
   * Gives a user a client certificate.
   *
   * @param user the user
   * @param certificate compared as a whole
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder certificate(
      String user, X509Certificate certificate) {
    certificates.put(certificate, known(user));
    offerUnlessChosen(Offer.EXTERNAL);
    return this;
  }

  /**
   * Lets one user open the maildrop of another.
   *
   * @param user who logs in
   * @param other whose maildrop it is
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder mayActAs(String user, String other) {
    delegations.computeIfAbsent(known(user), name -> new HashSet<>()).add(known(other));
    offerUnlessChosen(Offer.DELEGATION);
    return this;
  }

  /**
   * Takes names that differ in case alone for one account, which keeps the name it was added with.
   *
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder ignoringCase() {
    ignoringCase = true;
    return this;
  }

  /**
   * Chooses what the backend offers, whatever it holds.
   *
   * @param chosen the offers
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder offering(Offer... chosen) {
    offersChosen = true;
    offers.clear();
    offers.addAll(List.of(chosen));
    return this;
  }

  /**
   * Chooses the hash functions that SCRAM verifiers exist for; all, unless this is called.
   *
   * @param hashes at least one
   * @return this builder
   * @throws IllegalArgumentException if there is none
   */
  public InMemoryAuthenticationBackendBuilder scramHashes(Set<ScramHash> hashes) {
    if (hashes.isEmpty()) {
      throw new IllegalArgumentException("SCRAM hashes: none (expected: at least one)");
    }
    scramHashes = hashes;
    return this;
  }

  /**
   * Chooses the iteration count of SCRAM verifiers; {@value ScramCredential#MIN_ITERATIONS}, unless
   * this is called.
   *
   * @param iterations at least {@value ScramCredential#MIN_ITERATIONS}
   * @return this builder
   * @throws IllegalArgumentException if there are fewer
   */
  public InMemoryAuthenticationBackendBuilder scramIterations(int iterations) {
    if (iterations < ScramCredential.MIN_ITERATIONS) {
      throw new IllegalArgumentException(
          "SCRAM iterations: "
              + iterations
              + " (expected: at least "
              + ScramCredential.MIN_ITERATIONS
              + ")");
    }
    scramIterations = iterations;
    return this;
  }

  /**
   * Chooses where salts come from.
   *
   * @param source safe for several threads
   * @return this builder
   */
  public InMemoryAuthenticationBackendBuilder random(SecureRandom source) {
    random = source;
    return this;
  }

  /**
   * Makes the backend. The builder may go on and make others.
   *
   * @return a backend of the users added so far
   * @throws IllegalArgumentException if two users differ in case alone and case is to be ignored
   */
  public InMemoryAuthenticationBackend build() {
    Map<UserName, Account> accounts = new HashMap<>();
    passwords.forEach(
        (name, password) -> {
          MaildropOwner owner = new MaildropOwner(name, attributes.getOrDefault(name, Map.of()));
          Account account = new Account(owner, password, !disabled.contains(name));
          if (accounts.putIfAbsent(Directory.key(name, ignoringCase), account) != null) {
            throw new IllegalArgumentException(
                "user: " + name + " (expected: to differ in more than case)");
          }
        });
    List<Directory.Token> tokenList = new ArrayList<>();
    tokens.forEach((token, user) -> tokenList.add(new Directory.Token(Secret.of(token), user)));
    return new InMemoryAuthenticationBackend(
        new Directory(
            accounts,
            ignoringCase,
            tokenList,
            certificates,
            delegations,
            new Directory.ScramPolicy(scramHashes, scramIterations, random)),
        EnumSet.copyOf(offers));
  }

  private void offerUnlessChosen(Offer offer) {
    if (!offersChosen) {
      offers.add(offer);
    }
  }

  private UserName known(String user) {
    UserName name = new UserName(user);
    if (!passwords.containsKey(name)) {
      throw new IllegalArgumentException("user: " + user + " (expected: one that was added)");
    }
    return name;
  }
}
