/** What a server tells the program around it, for metrics and audit. */
@NullMarked
package io.pop3.server.observer;

import org.jspecify.annotations.NullMarked;
