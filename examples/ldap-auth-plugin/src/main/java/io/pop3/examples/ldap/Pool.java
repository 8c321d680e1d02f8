package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.pop3.spi.authentication.BackendUnavailableException;

/** Runs operations on pooled connections. Safe for several threads. */
final class Pool implements AutoCloseable {

  private final LDAPConnectionPool connections;

  Pool(LDAPConnectionPool connections) {
    this.connections = connections;
  }

  /** One or more operations on one connection. */
  @FunctionalInterface
  interface Task<T> {
    T run(LDAPConnection connection) throws LDAPException;
  }

  /**
   * Runs a task, and once more on a new connection if the first turns out to be closed: servers
   * close idle connections, which is noticed when they are used next.
   *
   * @throws LDAPException what the task threw
   * @throws BackendUnavailableException if there is no connection; kept apart from the task's own
   *     exceptions, since a directory that refuses StartTLS, say, denies nobody the login
   */
  <T> T run(Task<T> task) throws LDAPException, BackendUnavailableException {
    LDAPConnection connection = connect();
    try {
      return runOn(connection, task);
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
        connections.releaseConnectionAfterException(connection, e);
        throw e;
      }
    }
    LDAPConnection fresh = replace(connection);
    try {
      return runOn(fresh, task);
    } catch (LDAPException e) {
      connections.releaseConnectionAfterException(fresh, e);
      throw e;
    }
  }

  private <T> T runOn(LDAPConnection connection, Task<T> task) throws LDAPException {
    T result = task.run(connection);
    connections.releaseConnection(connection);
    return result;
  }

  private LDAPConnection connect() throws BackendUnavailableException {
    try {
      return connections.getConnection();
    } catch (LDAPException e) {
      throw Trouble.of("connection", e);
    }
  }

  private LDAPConnection replace(LDAPConnection closed) throws BackendUnavailableException {
    try {
      return connections.replaceDefunctConnection(closed);
    } catch (LDAPException e) {
      throw Trouble.of("connection", e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
