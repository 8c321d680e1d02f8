/**
 * Servers for tests: one that plays a script, one that keeps a maildrop; and their certificates.
 */
package io.pop3.client.fake;
