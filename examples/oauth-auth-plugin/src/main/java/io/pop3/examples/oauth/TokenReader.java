package io.pop3.examples.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.pop3.spi.authentication.BackendUnavailableException;
import java.util.Optional;

/** Finds out what a token says. Safe for several threads; a call may block. */
interface TokenReader {

  /**
   * Reads a token.
   *
   * @return what it says, of which nothing is checked yet; empty if it is not the issuer's
   * @throws BackendUnavailableException if that can't be told now
   */
  Optional<JWTClaimsSet> read(String token) throws BackendUnavailableException;
}
