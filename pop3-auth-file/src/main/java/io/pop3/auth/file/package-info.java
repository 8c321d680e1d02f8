/** Authentication backend plugin: users file. */
@NullMarked
package io.pop3.auth.file;

import org.jspecify.annotations.NullMarked;
