package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import io.pop3.spi.authentication.BackendUnavailableException;
import io.pop3.spi.authentication.Verdict.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the result codes of a directory mean for a login (RFC 4511 appendix A.2). */
final class Trouble {

  /** A bind that ends so was understood, and denied to this user. */
  private static final Map<ResultCode, Reason> DENIALS =
      Map.of(
          ResultCode.INVALID_CREDENTIALS, Reason.WRONG_CREDENTIAL,
          // The entry has no password.
          ResultCode.INAPPROPRIATE_AUTHENTICATION, Reason.WRONG_CREDENTIAL,
          ResultCode.NO_SUCH_OBJECT, Reason.UNKNOWN_USER,
          ResultCode.INVALID_DN_SYNTAX, Reason.UNKNOWN_USER,
          // How directories tell of accounts that are locked or switched off.
          ResultCode.CONSTRAINT_VIOLATION, Reason.NOT_ALLOWED,
          ResultCode.UNWILLING_TO_PERFORM, Reason.NOT_ALLOWED,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS, Reason.NOT_ALLOWED);

  /** It ends so until somebody changes the configuration, here or there. */
  private static final Set<ResultCode> LASTING =
      Set.of(
          ResultCode.INVALID_CREDENTIALS,
          ResultCode.INAPPROPRIATE_AUTHENTICATION,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
          ResultCode.NO_SUCH_OBJECT,
          ResultCode.INVALID_DN_SYNTAX,
          ResultCode.UNDEFINED_ATTRIBUTE_TYPE,
          ResultCode.INAPPROPRIATE_MATCHING,
          ResultCode.AUTH_METHOD_NOT_SUPPORTED,
          ResultCode.STRONG_AUTH_REQUIRED,
          ResultCode.CONFIDENTIALITY_REQUIRED,
          ResultCode.REFERRAL);

  private Trouble() {}

  /** Why a user's bind was denied. */
  static Reason denial(LDAPBindException bind) throws BackendUnavailableException {
    Optional<Reason> denial = Optional.ofNullable(DENIALS.get(bind.getResultCode()));
    if (denial.isEmpty()) {
      throw of("bind as the user", bind);
    }
    return denial.get();
  }

  /** A directory that can't tell. */
  static BackendUnavailableException of(String doing, LDAPException e) {
    String message = "directory: " + doing + ": " + e.getResultCode() + ": " + e.getMessage();
    return LASTING.contains(e.getResultCode())
        ? BackendUnavailableException.lasting(message, e)
        : BackendUnavailableException.temporary(message, e);
  }

  /** Data or configuration that somebody has to mend. */
  static BackendUnavailableException lasting(String what) {
    return BackendUnavailableException.lasting(
        "directory: " + what, new IllegalStateException(what));
  }
}
