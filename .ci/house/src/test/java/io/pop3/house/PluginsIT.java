package io.pop3.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import io.pop3.house.Pop3dProcess.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin works as its author is told: its jar is dropped into {@code plugins/} of the packaged
 * server, a line of configuration selects it, and its users log in.
 */
class PluginsIT {

  private static final String CTRL_A = "\u0001";
  private static final String STORE_PASSWORD = "for a test";

  @TempDir Path directory;

  private Path home;

  /** An installation whose {@code plugins/} is nobody else's. */
  @BeforeEach
  void install() throws IOException {
    Path packaged = Pop3dProcess.program().getParent().getParent();
    home = directory.resolve("pop3d");
    for (String folder : List.of("bin", "conf", "plugins")) {
      Files.createDirectories(home.resolve(folder));
    }
    Files.copy(
        packaged.resolve("bin/pop3d"),
        home.resolve("bin/pop3d"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(packaged.resolve("conf/logback.xml"), home.resolve("conf/logback.xml"));
    Files.createSymbolicLink(home.resolve("lib"), packaged.resolve("lib"));
  }

  /** Nothing that looks through the link is to tidy up behind it. */
  @AfterEach
  void unlink() throws IOException {
    Files.delete(home.resolve("lib"));
  }

  /** Copies the jar of a module into {@code plugins/}, the one that is meant for there. */
  private void drop(String module, String kind) throws IOException {
    String artifact = House.artifactId(module);
    String name = artifact + "-\\d[\\w.]*(-SNAPSHOT)?" + kind + "\\.jar";
    try (Stream<Path> files = Files.list(House.ROOT.resolve(module).resolve("target"))) {
      Path jar =
          files
              .filter(file -> file.getFileName().toString().matches(name))
              .findFirst()
              .orElseThrow();
      Files.copy(jar, home.resolve("plugins").resolve(jar.getFileName()));
    }
  }

  private Result pop3d(String... arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(home.resolve("bin/pop3d").toString()), Stream.of(arguments))
            .toList();
    return Pop3dProcess.run(directory, "", command.toArray(String[]::new));
  }

  private Pop3dProcess serve(String configuration) throws IOException {
    Files.writeString(
        directory.resolve("pop3d.properties"), "server.name = localhost\n" + configuration);
    return Pop3dProcess.start(
        home.resolve("bin/pop3d"),
        directory,
        "listening on",
        "serve",
        "--config",
        "pop3d.properties");
  }

  private void deliver(String user) throws IOException {
    for (String folder : List.of("tmp", "new", "cur")) {
      Files.createDirectories(directory.resolve("mail").resolve(user).resolve(folder));
    }
    Files.writeString(
        directory.resolve("mail").resolve(user).resolve("new/1000000001.M1P1.host"),
        "Subject: a\n\nb\n");
  }

  @Test
  void allPluginsThatWereDroppedInAreListedTogether() throws Exception {
    assertThat(pop3d("plugins").text()).doesNotContain("members", "ldap", "oauth", "memory");

    drop("examples/custom-auth-plugin", "");
    drop("examples/ldap-auth-plugin", "-plugin");
    drop("examples/oauth-auth-plugin", "-plugin");
    drop("pop3-spi/testkit", "");

    assertThat(pop3d("plugins").text())
        .contains(
            "authentication = file",
            "authentication = members",
            "authentication = ldap",
            "authentication = oauth",
            "authentication = memory",
            "maildrops = maildir",
            "maildrops = memory");
  }

  /** The store comes from a jar as well: it has no mail, and says so. */
  @Test
  void oneLineSelectsThePluginOfTheGuideAndOneItsStore() throws Exception {
    drop("examples/custom-auth-plugin", "");
    drop("pop3-spi/testkit", "");
    // The line of the example's README.
    Files.writeString(
        directory.resolve("members.csv"),
        "alice,2999-12-31,"
            + "600000:AAECAwQFBgcICQoLDA0ODw==:S4RVv8t9lTjVcpDBQ1EvyTdhM26SR+OUksvtATHVAow=\n");
    try (Pop3dProcess server =
        serve(
            """
            listen = 127.0.0.1:0
            authentication = members
            maildrops = memory
            """)) {
      try (Client client = Client.clear(server.port())) {
        client.say("USER alice", "+OK");
        client.say("PASS looking-glass", "-ERR [AUTH]");
      }
      try (Client client = Client.clear(server.port())) {
        client.say("USER alice", "+OK");
        client.say("PASS wonderland", "+OK");
        client.say("STAT", "+OK 0 0");
        client.say("QUIT", "+OK");
      }
    }
  }

  @Test
  void usersOfAnLdapDirectoryLogIn() throws Exception {
    drop("examples/ldap-auth-plugin", "-plugin");
    deliver("alice");
    InMemoryDirectoryServer ldap = ldap();
    try (Pop3dProcess server =
        serve(
            """
            listen = 127.0.0.1:0
            authentication = ldap
            authentication.ldap.url = ldap://localhost:%d
            authentication.ldap.start-tls = false
            authentication.ldap.base-dn = dc=example,dc=org
            maildrops = maildir
            maildrops.maildir.root = mail/%%u
            """
                .formatted(ldap.getListenPort()))) {
      try (Client client = Client.clear(server.port())) {
        client.say("USER ALICE", "+OK");
        client.say("PASS wonderland", "+OK");
        client.say("STAT", "+OK 1 17");
        client.say("QUIT", "+OK");
      }
      try (Client client = Client.clear(server.port())) {
        client.say("USER alice", "+OK");
        client.say("PASS looking-glass", "-ERR [AUTH]");
      }
      ldap.shutDown(true);
      try (Client client = Client.clear(server.port())) {
        client.say("USER bob", "+OK");
        client.say("PASS builder", "-ERR [SYS/TEMP]");
      }
    } finally {
      ldap.shutDown(true);
    }
  }

  private static InMemoryDirectoryServer ldap() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "clear", InetAddress.getLoopbackAddress(), 0, null));
    config.setSchema(null);
    InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    server.add(
        "dn: uid=alice,dc=example,dc=org",
        "objectClass: inetOrgPerson",
        "uid: alice",
        "userPassword: wonderland");
    server.startListening();
    return server;
  }

  @Test
  void tokensOfAnOAuthIssuerAreGoodOverTls() throws Exception {
    drop("examples/oauth-auth-plugin", "-plugin");
    deliver("alice");
    RSAKey key = new RSAKeyGenerator(2048).keyID("1").generate();
    HttpServer issuer = issuer(key);
    SSLContext tls = certificate();
    try (Pop3dProcess server =
        serve(
            """
            listen.tls = 127.0.0.1:0
            tls.certificate = certificate.pem
            tls.key = key.pem
            authentication = oauth
            authentication.oauth.issuer = https://issuer.example
            authentication.oauth.audience = pop3
            authentication.oauth.jwks-uri = http://127.0.0.1:%d/keys
            authentication.oauth.scope = mail
            maildrops = maildir
            maildrops.maildir.root = mail/%%u
            """
                .formatted(issuer.getAddress().getPort()))) {
      String token = token(key, "pop3");
      String oauthBearer = "n,a=alice," + CTRL_A + "auth=Bearer " + token + CTRL_A + CTRL_A;
      String xoauth2 = "user=alice" + CTRL_A + "auth=Bearer " + token + CTRL_A + CTRL_A;
      for (String login :
          List.of("OAUTHBEARER " + base64(oauthBearer), "XOAUTH2 " + base64(xoauth2))) {
        try (Client client = Client.over(tls.getSocketFactory(), server.port())) {
          client.say("AUTH " + login, "+OK");
          client.say("STAT", "+OK 1 17");
          client.say("QUIT", "+OK");
        }
      }
      try (Client client = Client.over(tls.getSocketFactory(), server.port())) {
        String elsewhere = token(key, "imap");
        String challenge =
            client.say(
                "AUTH OAUTHBEARER "
                    + base64("n,," + CTRL_A + "auth=Bearer " + elsewhere + CTRL_A + CTRL_A),
                "+ ");
        assertThat(new String(Base64.getDecoder().decode(challenge.substring(2)), UTF_8))
            .contains("\"status\":\"invalid_token\"", "\"scope\":\"mail\"");
        client.say(base64(CTRL_A), "-ERR [AUTH]");
      }
    } finally {
      issuer.stop(0);
    }
  }

  private static HttpServer issuer(RSAKey key) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
    server.createContext(
        "/keys",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
          }
        });
    server.start();
    return server;
  }

  private static String token(RSAKey key, String audience) throws Exception {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
            new JWTClaimsSet.Builder()
                .issuer("https://issuer.example")
                .audience(audience)
                .subject("alice")
                .claim("scope", "mail")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Writes the server's certificate and key as files, and gives what trusts it. */
  private SSLContext certificate() throws Exception {
    Path keys = directory.resolve("keys.p12");
    Result made =
        Pop3dProcess.run(
            directory,
            "",
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            STORE_PASSWORD);
    assertThat(made.status()).as(made.text()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    pem("certificate.pem", "CERTIFICATE", store.getCertificate("server").getEncoded());
    pem(
        "key.pem",
        "PRIVATE KEY",
        store.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void pem(String file, String label, byte[] content) throws IOException {
    Files.writeString(
        directory.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label,
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content),
                label));
  }

  /** A client that speaks line by line. */
  private record Client(Socket socket, BufferedReader replies) implements AutoCloseable {

    static Client clear(int port) throws IOException {
      return over(SocketFactory.getDefault(), port);
    }

    static Client over(SocketFactory sockets, int port) throws IOException {
      Socket socket = sockets.createSocket("127.0.0.1", port);
      socket.setSoTimeout(30_000);
      Client client =
          new Client(
              socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
      assertThat(client.replies.readLine()).startsWith("+OK");
      return client;
    }

    String say(String line, String expected) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
      String reply = replies.readLine();
      assertThat(reply).startsWith(expected);
      return reply;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
