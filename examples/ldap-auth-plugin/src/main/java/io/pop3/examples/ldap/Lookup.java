package io.pop3.examples.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DN;

/** How the name that a client typed becomes the entry to bind as. */
sealed interface Lookup {

  /**
   * The entry's place follows from the name.
   *
   * @param dn where entries are
   */
  record Direct(DnTemplate dn) implements Lookup {}

  /**
   * The entry is searched for.
   *
   * @param base where to search, with all that is below
   * @param filter what the entry is known by
   * @param account who searches; with an empty DN nobody in particular
   */
  record Search(DN base, FilterTemplate filter, BindRequest account) implements Lookup {}
}
