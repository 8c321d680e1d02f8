package io.pop3.client.retrieval;

import java.util.Optional;

/**
 * What the ledger tells messages apart by.
 *
 * @param uniqueId the unique-id as the server gave it, one character an octet; empty if it gave
 *     none
 * @param digest SHA-256 of the message as retrieved, 64 hexadecimal digits
 * @param copy 0; 1 and up for further messages in one listing that have the same of both
 */
record MessageKey(Optional<String> uniqueId, String digest, int copy) {}
