package io.pop3.spi.testkit;

/**
 * What stores may differ in. {@link MaildropStoreContract} takes a store for one that does all of
 * it unless the suite's {@code hasBehavior} says otherwise, and tests both answers: a behaviour
 * denied and yet shown fails like one claimed and not shown.
 */
public enum StoreBehavior {
  /** Stored octets are those delivered. Otherwise line ends may differ, the wire form may not. */
  KEEPS_OCTETS_AS_DELIVERED,

  /** A new store over the same place has the mail of the one before. */
  SURVIVES_RESTART,

  /** Two stores over the same place, as of two processes, respect each other's locks. */
  LOCKS_ACROSS_STORES,

  /** Mail can be delivered while a session has the maildrop open. */
  ACCEPTS_DELIVERY_WHILE_OPEN,

  /** Others than the store can remove a message while a session has the maildrop open. */
  ALLOWS_REMOVAL_BEHIND_THE_STORE,

  /** Some user names are refused, since they can't be given a place of their own. */
  REFUSES_SOME_NAMES,

  /** The suite can make the store fail, as a broken disk would. */
  CAN_BE_BROKEN,

  /** Content that is in wire form says so. */
  TELLS_WIRE_READY_CONTENT,

  /** Content comes with a file for sending without copying. */
  EXPOSES_FILES
}
