package io.pop3.server.observer;

import java.time.Duration;

/**
 * What a session came to.
 *
 * @param reason why it ended
 * @param duration from the connection to the end
 * @param retrieved messages sent completely by RETR
 * @param removed messages removed
 * @param octetsIn octets received, TLS left out
 * @param octetsOut octets sent, TLS left out
 */
public record SessionSummary(
    EndReason reason,
    Duration duration,
    long retrieved,
    long removed,
    long octetsIn,
    long octetsOut) {}
