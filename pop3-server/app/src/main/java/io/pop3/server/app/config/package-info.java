/**
 * The configuration file of {@code pop3d}: read by Commons Configuration, checked whole, turned
 * into immutable values.
 *
 * <p>Rules of this package: every key is declared once, in {@link io.pop3.server.app.config.Keys};
 * a key nobody declared is an error that names the nearest one; all problems are reported together;
 * a value that may be secret is never shown.
 */
@NullMarked
package io.pop3.server.app.config;

import org.jspecify.annotations.NullMarked;
