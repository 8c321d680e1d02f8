package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import io.pop3.examples.ldap.Lookup.Direct;
import io.pop3.examples.ldap.Lookup.Search;
import io.pop3.protocol.model.UserName;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.Verdict;
import io.pop3.spi.authentication.Verdict.Reason;
import io.pop3.spi.maildrop.MaildropOwner;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory and the connections to it. Searches and binds have pools of their own, since a
 * connection is afterwards who was bound on it last.
 *
 * <p>Safe for several threads. A call blocks for a few times the configured timeout at most.
 */
final class Directory implements AutoCloseable {

  private static final int MORE_THAN_ONE = 2;

  private final LdapConfiguration configuration;
  private final Pool binds;
  private final Optional<Pool> searches;

  /** What keeps logins from opening more connections than configured: the pools only keep fewer. */
  private final Semaphore turns;

  Directory(LdapConfiguration configuration, SecureRandom random) {
    this.configuration = configuration;
    this.turns = new Semaphore(configuration.connections(), true);
    Connections connections = new Connections(configuration, random);
    this.binds = new Pool(connections.pool("binds", Optional.empty()));
    this.searches =
        configuration.lookup() instanceof Search search
            ? Optional.of(new Pool(connections.pool("searches", Optional.of(search.account()))))
            : Optional.empty();
  }

  Verdict verify(String name, byte[] password) throws BackendUnavailableException {
    takeTurn();
    try {
      if (configuration.lookup() instanceof Direct direct) {
        return bindAndRead(direct.dn().with(name), password);
      }
      Optional<SearchResultEntry> entry = find((Search) configuration.lookup(), name);
      return entry.isEmpty()
          ? Verdict.rejected(Reason.UNKNOWN_USER)
          : bindAs(entry.get(), password);
    } finally {
      turns.release();
    }
  }

  private void takeTurn() throws BackendUnavailableException {
    long milliseconds = configuration.timeout().toMillis();
    try {
      if (turns.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BackendUnavailableException.temporary("directory: the wait was interrupted", e);
    }
    String busy =
        "directory: all " + configuration.connections() + " connections are busy (expected: fewer)";
    throw BackendUnavailableException.temporary(busy, new IllegalStateException(busy));
  }

  /** The one entry of that name; none if there is none. */
  private Optional<SearchResultEntry> find(Search search, String name)
      throws BackendUnavailableException {
    SearchRequest request =
        new SearchRequest(
            search.base().toString(),
            SearchScope.SUB,
            DereferencePolicy.NEVER,
            MORE_THAN_ONE,
            (int) Math.max(1, configuration.timeout().toSeconds()),
            false,
            search.filter().with(name),
            configuration.nameAttribute());
    try {
      List<SearchResultEntry> found =
          searches.orElseThrow().run(connection -> connection.search(request).getSearchEntries());
      if (found.size() > 1) {
        throw ambiguous();
      }
      return found.stream().findFirst();
    } catch (LDAPException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        throw ambiguous();
      }
      throw Trouble.of("search", e);
    }
  }

  private static BackendUnavailableException ambiguous() {
    return Trouble.lasting("filter: finds several entries (expected: one for each name)");
  }

  private Verdict bindAs(Entry entry, byte[] password) throws BackendUnavailableException {
    BindRequest request = new SimpleBindRequest(entry.getDN(), password);
    try {
      binds.run(connection -> connection.bind(request));
    } catch (LDAPBindException e) {
      return Verdict.rejected(Trouble.denial(e));
    } catch (LDAPException e) {
      throw Trouble.of("login", e);
    }
    return accepted(entry);
  }

  /** Binds as somebody and reads the own entry, which has to be on one connection. */
  private Verdict bindAndRead(DN dn, byte[] password) throws BackendUnavailableException {
    BindRequest request = new SimpleBindRequest(dn, password);
    Optional<Entry> entry;
    try {
      entry =
          binds.run(
              connection -> {
                connection.bind(request);
                return Optional.ofNullable(
                    connection.getEntry(dn.toString(), configuration.nameAttribute()));
              });
    } catch (LDAPBindException e) {
      return Verdict.rejected(Trouble.denial(e));
    } catch (LDAPException e) {
      throw Trouble.of("login", e);
    }
    return accepted(
        entry.orElseThrow(
            () -> Trouble.lasting("own entry: hidden from its user (expected: readable)")));
  }

  private Verdict accepted(Entry entry) throws BackendUnavailableException {
    String attribute = configuration.nameAttribute();
    @Nullable String[] values = entry.getAttributeValues(attribute);
    if (values == null || values.length != 1) {
      int count = values == null ? 0 : values.length;
      throw Trouble.lasting(
          attribute + " of " + entry.getDN() + ": " + count + " values (expected: one)");
    }
    String value = values[0];
    if (value == null || !UserName.isValid(value)) {
      throw Trouble.lasting(attribute + " of " + entry.getDN() + ": no name (expected: a name)");
    }
    return Verdict.accepted(MaildropOwner.of(value));
  }

  @Override
  public void close() {
    binds.close();
    searches.ifPresent(Pool::close);
  }
}
