/**
 * An authentication plugin for OAuth 2: bearer tokens that an issuer signed (RFC 7519, RFC 9068),
 * or that it is asked about (RFC 7662), open the maildrop of the user they were given to.
 */
@NullMarked
package io.pop3.examples.oauth;

import org.jspecify.annotations.NullMarked;
