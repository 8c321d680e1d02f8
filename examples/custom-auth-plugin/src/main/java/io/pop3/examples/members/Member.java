package io.pop3.examples.members;

import java.time.LocalDate;

/**
 * A line of the list.
 *
 * @param paidUntil the last day on which the member may log in
 * @param password what the password is compared with
 */
record Member(LocalDate paidUntil, PasswordHash password) {}
