package io.pop3.auth.file;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What configuration says about the meaning of a users file.
 *
 * @param weakSchemes the weak schemes that count all the same
 * @param ignoreCase whether the case of user names doesn't count
 */
record ReadingRules(Set<PasswordScheme> weakSchemes, boolean ignoreCase) {

  ReadingRules {
    weakSchemes = Set.copyOf(weakSchemes);
  }

  boolean allow(PasswordScheme scheme) {
    return !scheme.isWeak() || weakSchemes.contains(scheme);
  }

  /** The text by which accounts are found: the prepared name (decision A-46). */
  Optional<String> key(String name, Preparation preparation) {
    return preparation
        .of(name)
        .map(prepared -> ignoreCase ? prepared.toLowerCase(Locale.ROOT) : prepared);
  }
}
