/** Where a server takes its time from, so that tests decide it. */
@NullMarked
package io.pop3.server.time;

import org.jspecify.annotations.NullMarked;
