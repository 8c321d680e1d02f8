/** Who may come in, beyond what credentials say: the program around a server decides. */
@NullMarked
package io.pop3.server.policy;

import org.jspecify.annotations.NullMarked;
