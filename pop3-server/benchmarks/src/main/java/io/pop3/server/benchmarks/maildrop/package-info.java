/**
 * Very large maildrops, end to end over sockets: how long the first login takes, and those after
 * it, with the page cache warm and cold; what an open session takes of memory; how long a removal
 * takes.
 */
@NullMarked
package io.pop3.server.benchmarks.maildrop;

import org.jspecify.annotations.NullMarked;
