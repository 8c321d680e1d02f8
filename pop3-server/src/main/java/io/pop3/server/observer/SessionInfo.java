package io.pop3.server.observer;

import io.pop3.protocol.model.UserName;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What is known of a session at the moment of an event. Immutable.
 *
 * @param id names the session in logs; unique as long as the server runs
 * @param peer where the client is; never looked up in the DNS
 * @param local where it connected to
 * @param tls whether TLS is active
 * @param user whose maildrop is open; empty before login
 */
public record SessionInfo(
    String id,
    InetSocketAddress peer,
    InetSocketAddress local,
    boolean tls,
    Optional<UserName> user) {}
