/**
 * An authentication plugin for LDAP directories: the directory checks a password when the plugin
 * binds as the user (RFC 4513 section 5.1.3), and says under which name the user's mail is kept.
 */
@NullMarked
package io.pop3.examples.ldap;

import org.jspecify.annotations.NullMarked;
