/**
 * Validated protocol values, shared by both roles and by plugins.
 *
 * <p>Constructing is validating: an instance that exists is legal on the wire. All types are
 * immutable and safe for use by several threads, {@link io.pop3.protocol.model.Secret} excepted,
 * which can be wiped. Nothing here performs I/O.
 */
@NullMarked
package io.pop3.protocol.model;

import org.jspecify.annotations.NullMarked;
