/**
 * Benchmarks of the server and of the core it stands on.
 *
 * <p>A number here is only worth something beside another from the same run: ratios, not times.
 */
@NullMarked
package io.pop3.server.benchmarks;

import org.jspecify.annotations.NullMarked;
