/** Embeddable POP3 server. */
@NullMarked
package io.pop3.server;

import org.jspecify.annotations.NullMarked;
