package io.pop3.house;

import io.pop3.protocol.model.Secret;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.ProviderContext;
import io.pop3.spi.authentication.AuthenticationBackend;
import io.pop3.spi.authentication.AuthenticationBackendFactory;
import io.pop3.spi.authentication.BearerTokenVerifier;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenAccepted;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenRejected;
import io.pop3.spi.authentication.BearerTokenVerifier.TokenVerdict;
import io.pop3.spi.authentication.ExternalIdentityMapper;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.maildrop.MaildropOwner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A plugin for tests: takes one bearer token for the user {@code harish}, and certificates for whom
 * they name. What the file backend can't do and clients can.
 */
public final class BadgeBackendFactory implements AuthenticationBackendFactory {

  static final String TOKEN = "good-token";

  private static final MaildropOwner HARISH = MaildropOwner.of(Mailbox.USER);

  /** For {@link java.util.ServiceLoader}. */
  public BadgeBackendFactory() {}

  @Override
  public String name() {
    return "badges";
  }

  @Override
  public AuthenticationBackend create(ProviderContext context) {
    return new Badges();
  }

  private static final class Badges implements AuthenticationBackend {

    @Override
    public Optional<BearerTokenVerifier> bearerTokens() {
      return Optional.of(Badges::byToken);
    }

    @Override
    public Optional<ExternalIdentityMapper> external() {
      return Optional.of(Badges::byCertificate);
    }

    private static TokenVerdict byToken(Secret token, Optional<UserName> user) {
      boolean good =
          token.equals(Secret.of(TOKEN))
              && user.filter(name -> !name.equals(HARISH.name())).isEmpty();
      return good
          ? new TokenAccepted(HARISH)
          : new TokenRejected("invalid_token", Optional.empty(), Optional.empty());
    }

    private static Verdict byCertificate(
        List<X509Certificate> chain, Optional<UserName> requested) {
      String subject = chain.get(0).getSubjectX500Principal().getName();
      boolean good =
          subject.equals("CN=" + Mailbox.USER)
              && requested.filter(name -> !name.equals(HARISH.name())).isEmpty();
      return good ? Verdict.accepted(HARISH) : Verdict.rejected(Verdict.Reason.WRONG_CREDENTIAL);
    }
  }

  /** Writes this plugin's jar into a folder, as its author's build would. */
  static void packInto(Path folder) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("badges.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(
          new JarEntry("META-INF/services/" + AuthenticationBackendFactory.class.getName()));
      jar.write(BadgeBackendFactory.class.getName().getBytes(StandardCharsets.US_ASCII));
      for (Class<?> part : List.of(BadgeBackendFactory.class, Badges.class)) {
        String name = part.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(name));
        try (InputStream octets = part.getClassLoader().getResourceAsStream(name)) {
          octets.transferTo(jar);
        }
      }
    }
  }
}
