/** A small POP3 server written from scratch, to be tried with the laws of the testkit. */
@NullMarked
package io.pop3.example.grammar;

import org.jspecify.annotations.NullMarked;
