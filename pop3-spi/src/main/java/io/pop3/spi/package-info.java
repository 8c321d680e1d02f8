/**
 * What both kinds of plugins share: how a factory is found, configured and asked for a provider.
 *
 * <p>The life of a plugin: its factory is discovered (by {@link java.util.ServiceLoader}, or given
 * by an embedding program), chosen by {@linkplain io.pop3.spi.NamedFactory#name() name}, asked to
 * create one provider from a {@link io.pop3.spi.ProviderContext}, and the provider is used until it
 * is closed. Providers are closed in the reverse order of their creation, also when a later step of
 * the start-up fails.
 *
 * <p>Sentences that begin with an id such as {@code MD-07} or {@code AU-03} are the contract. The
 * testkit of this module has a test of each id.
 */
@NullMarked
package io.pop3.spi;

import org.jspecify.annotations.NullMarked;
