package io.pop3.examples.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldif.LDIFException;
import io.pop3.spi.ProviderContext;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A directory of a few people on loopback. */
final class TestDirectory implements AutoCloseable {

  static final String PEOPLE = "ou=people,dc=example,dc=org";
  static final String READER = "cn=reader,dc=example,dc=org";
  static final String READER_PASSWORD = "let me see";

  private static final String CLEAR = "clear";
  private static final String TLS = "tls";

  final AtomicInteger binds = new AtomicInteger();
  final AtomicInteger searches = new AtomicInteger();

  /** What the directory answers instead of doing what it is asked. */
  final AtomicReference<ResultCode> bindResult = new AtomicReference<>(ResultCode.SUCCESS);

  final AtomicReference<ResultCode> searchResult = new AtomicReference<>(ResultCode.SUCCESS);

  /** What a bind waits for. */
  final AtomicReference<CountDownLatch> bindGate = new AtomicReference<>(new CountDownLatch(0));

  final InMemoryDirectoryServer server;

  private volatile Optional<String> referral = Optional.empty();

  TestDirectory(SSLContext serverTls) throws LDAPException, LDIFException {
    this(serverTls, serverTls.getSocketFactory());
  }

  static TestDirectory withoutStartTls() throws LDAPException, LDIFException {
    return new TestDirectory(TestCertificates.trusted().server(), null);
  }

  private TestDirectory(SSLContext serverTls, SSLSocketFactory startTls)
      throws LDAPException, LDIFException {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.addAdditionalBindCredentials(READER, READER_PASSWORD);
    config.addInMemoryOperationInterceptor(new Interceptor());
    InetAddress loopback = InetAddress.getLoopbackAddress();
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(CLEAR, loopback, 0, startTls),
        InMemoryListenerConfig.createLDAPSConfig(
            TLS, loopback, 0, serverTls.getServerSocketFactory(), serverTls.getSocketFactory()));
    server = new InMemoryDirectoryServer(config);
    server.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    server.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    server.startListening();
  }

  void addPerson(String name, String password, Attribute... more) throws LDAPException {
    List<Attribute> attributes = new ArrayList<>(List.of(more));
    attributes.add(new Attribute("objectClass", "inetOrgPerson"));
    attributes.add(new Attribute("uid", name));
    attributes.add(new Attribute("userPassword", password));
    server.add(new DN(new RDN("uid", name), new DN(PEOPLE)).toString(), attributes);
  }

  /** From now on this directory refers everybody to another. */
  void referTo(String url) {
    referral = Optional.of(url);
  }

  String clearUrl() {
    return "ldap://localhost:" + server.getListenPort(CLEAR);
  }

  String tlsUrl() {
    return "ldaps://localhost:" + server.getListenPort(TLS);
  }

  /** The least configuration to search, with these keys changed. */
  ProviderContext searching(String... changes) {
    Map<String, String> values =
        values("base-dn", PEOPLE, "bind-dn", READER, "bind-password", READER_PASSWORD);
    values.putAll(values(changes));
    return context(values);
  }

  ProviderContext searchingAnonymously() {
    return context(values("base-dn", PEOPLE));
  }

  /** The least configuration to bind directly, with these keys changed. */
  ProviderContext direct(String... changes) {
    Map<String, String> values = values("user-dn", "uid=%u," + PEOPLE);
    values.putAll(values(changes));
    return context(values);
  }

  private ProviderContext context(Map<String, String> values) {
    values.putIfAbsent("url", clearUrl());
    values.putIfAbsent("trust-certificates", TestCertificates.trusted().file().toString());
    return ProviderContext.of(values).withBaseDirectory(Path.of(""));
  }

  private static Map<String, String> values(String... pairs) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }

  @Override
  public void close() {
    bindGate.get().countDown();
    server.shutDown(true);
  }

  private final class Interceptor extends InMemoryOperationInterceptor {

    @Override
    public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
        throws LDAPException {
      binds.incrementAndGet();
      try {
        bindGate.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      // The reader's own logins go on.
      if (!request.getRequest().getBindDN().equals(READER)) {
        if (referral.isPresent()) {
          throw new LDAPException(
              ResultCode.REFERRAL, "not here", null, new String[] {referral.get()});
        }
        answer(bindResult.get());
      }
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      searches.incrementAndGet();
      if (referral.isPresent()) {
        request.sendSearchReference(
            new SearchResultReference(new String[] {referral.get()}, new Control[0]));
      }
      answer(searchResult.get());
    }

    private void answer(ResultCode code) throws LDAPException {
      if (!code.equals(ResultCode.SUCCESS)) {
        throw new LDAPException(code, "as the test wants it");
      }
    }
  }
}
