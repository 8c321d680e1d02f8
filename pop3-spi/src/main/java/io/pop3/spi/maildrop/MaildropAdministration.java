package io.pop3.spi.maildrop;

import io.pop3.protocol.model.UniqueId;
import java.util.List;

/**
 * Looks after the maildrops of a store, for the administrator's command line. A call holds the
 * maildrop's lock while it works, like a session, and changes nothing that it does not say.
 *
 * <p>Calls may block. Safe for use by several threads.
 */
public interface MaildropAdministration {

  /**
   * Lists what a session would see.
   *
   * @param owner whose maildrop
   * @return the messages in their order; none if there is no maildrop
   * @throws MaildropException if the maildrop can't be opened
   */
  List<Entry> list(MaildropOwner owner) throws MaildropException;

  /**
   * A message in the list.
   *
   * @param uniqueId its unique-id
   * @param octets its size in the wire form
   * @param place where the store keeps it, in words that an administrator can use
   */
  record Entry(UniqueId uniqueId, long octets, String place) {}

  /**
   * Compares what the store remembers with the messages themselves. Every message is read.
   *
   * @param owner whose maildrop
   * @return what is not as it should be, each with the thing, its value and what was expected; none
   *     if all is well
   * @throws MaildropException if the maildrop can't be opened
   */
  List<String> verify(MaildropOwner owner) throws MaildropException;

  /**
   * Removes the messages of a maildrop whose time has come, and other traces of the past, as the
   * store does by itself whenever a session opens it. For maildrops that nobody opens.
   *
   * @param owner whose maildrop
   * @return how many messages were removed
   * @throws MaildropException if the maildrop can't be opened; {@link MaildropException.Busy} says
   *     that a session does it
   */
  int expire(MaildropOwner owner) throws MaildropException;

  /**
   * Where unique-ids can be taken over from, so that clients of another server that had this mail
   * before do not retrieve everything again.
   *
   * @return what {@link #importUniqueIds} understands, in words for a help text; none if unique-ids
   *     can't be taken over
   */
  List<String> uniqueIdSources();

  /**
   * Takes unique-ids over. Nothing is changed unless all of it is durable; doing it again does no
   * harm.
   *
   * @param owner whose maildrop
   * @param source one of {@link #uniqueIdSources()}
   * @return what was done
   * @throws IllegalArgumentException if there is no such source; the message tells the
   *     administrator what was expected
   * @throws MaildropException if the source or the maildrop can't be read, or the result not
   *     written
   */
  ImportReport importUniqueIds(MaildropOwner owner, String source) throws MaildropException;

  /**
   * What was taken over.
   *
   * @param imported how many messages have the other server's unique-id now
   * @param problems why other messages do not have theirs
   */
  record ImportReport(int imported, List<String> problems) {

    /** Copies the problems. */
    public ImportReport {
      problems = List.copyOf(problems);
    }
  }
}
