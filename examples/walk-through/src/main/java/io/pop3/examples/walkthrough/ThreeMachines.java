package io.pop3.examples.walkthrough;

import java.io.IOException;
import java.nio.file.Path;

/** The same mailbox read from three machines that keep mail on the server. */
final class ThreeMachines {

  private ThreeMachines() {}

  /** Each machine gets each message once, whenever it comes by. */
  static String tell(Mailbox mailbox, Path home) throws IOException {
    Machine desk = new Machine("desk", home, mailbox.port());
    Machine laptop = new Machine("laptop", home, mailbox.port());
    Machine phone = new Machine("phone", home, mailbox.port());
    StringBuilder story = new StringBuilder();
    story.append(desk.fetch()).append('\n');
    story.append(laptop.fetch()).append('\n');
    mailbox.deliverAnother();
    story.append("(a third message arrives)\n");
    story.append(desk.fetch()).append('\n');
    story.append(phone.fetch()).append('\n');
    story.append(laptop.fetch()).append('\n');
    story.append(desk.fetch()).append('\n');
    return story.toString();
  }
}
