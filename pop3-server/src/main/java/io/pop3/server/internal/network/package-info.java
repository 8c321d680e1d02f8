/** Addresses of clients, as other parts count them. */
@NullMarked
package io.pop3.server.internal.network;

import org.jspecify.annotations.NullMarked;
