/**
 * For the tests of plugins and of servers: contract suites, reference providers, fault injection.
 *
 * <ul>
 *   <li>A store passes {@link io.pop3.spi.testkit.MaildropStoreContract}, a backend {@link
 *       io.pop3.spi.testkit.AuthenticationBackendContract}, and the factory of either {@link
 *       io.pop3.spi.testkit.FactoryContract}: extend the class, implement its hooks, run it with
 *       JUnit 5. Each test carries the id of the sentence that it tests.
 *   <li>{@link io.pop3.spi.testkit.InMemoryMaildropStore} and {@link
 *       io.pop3.spi.testkit.InMemoryAuthenticationBackend} keep the whole contract in the shortest
 *       way; configuration knows both as {@code memory}.
 *   <li>{@link io.pop3.spi.testkit.FaultyStore} makes any store fail at a chosen step.
 * </ul>
 */
@NullMarked
package io.pop3.spi.testkit;

import org.jspecify.annotations.NullMarked;
