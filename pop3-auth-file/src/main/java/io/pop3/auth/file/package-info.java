/**
 * Users and their credentials in a file of lines
 *
 * <pre>name:{SCHEME}hash[:uid:gid:gecos:home:shell:extra]</pre>
 *
 * <p>The rules of the file, which all classes of this package share:
 *
 * <ol>
 *   <li>A line ends with LF or CRLF; the last may lack its end. A byte order mark in front of the
 *       first line counts for nothing. Text is UTF-8.
 *   <li>Empty lines, lines of blanks, and lines whose first character but blanks is {@code #} say
 *       nothing.
 *   <li>Every other line gives one credential to one user. A user with several credentials has
 *       several lines of the same name, and any of the passwords opens the maildrop.
 *   <li>The fields behind the password are those of the user's first line. A further line leaves
 *       them out or empty, or repeats them exactly.
 *   <li>A line that breaks a rule is reported with its number and is left out. It costs at most its
 *       own user the login, never another.
 *   <li>Fields that would forbid a login in Dovecot forbid it here: see {@code README.md}.
 *   <li>Names and passwords compare after {@linkplain io.pop3.auth.file.Preparation preparation}
 *       (decision A-46).
 *   <li>What stands behind {@code {SCHEME}} never appears in a message, log line or {@code
 *       toString}, and neither does a name from a line whose structure is in doubt.
 * </ol>
 *
 * <p>{@link io.pop3.auth.file.FileAuthenticationBackendFactory} makes the backend; {@link
 * io.pop3.auth.file.UsersFile} edits the file; {@link io.pop3.auth.file.PasswordHasher} makes
 * credentials for it.
 */
@NullMarked
package io.pop3.auth.file;

import org.jspecify.annotations.NullMarked;
