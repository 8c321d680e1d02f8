/** POP3 client library. */
@NullMarked
package io.pop3.client;

import org.jspecify.annotations.NullMarked;
