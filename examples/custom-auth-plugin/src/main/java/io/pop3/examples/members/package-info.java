/**
 * An authentication plugin of an association: its members may fetch mail as long as they have paid,
 * and the list of members is a CSV file that the association's office exports.
 */
@NullMarked
package io.pop3.examples.members;

import org.jspecify.annotations.NullMarked;
