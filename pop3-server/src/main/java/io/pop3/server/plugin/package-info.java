/** How plugins are found and chosen by name. */
@NullMarked
package io.pop3.server.plugin;

import org.jspecify.annotations.NullMarked;
