/** A POP3 server inside an application that has users and mail of its own. */
@NullMarked
package io.pop3.examples.embedded;

import org.jspecify.annotations.NullMarked;
