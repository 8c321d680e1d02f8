/**
 * Made-up mail: sets of maildrops whose every octet follows from the set, the user and the number,
 * so that whoever retrieves it can tell each octet it should get without keeping any.
 */
@NullMarked
package io.pop3.server.benchmarks.mail;

import org.jspecify.annotations.NullMarked;
