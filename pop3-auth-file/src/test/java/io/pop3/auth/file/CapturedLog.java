package io.pop3.auth.file;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs while this is open. */
final class CapturedLog implements AutoCloseable {

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Appender appender = new Appender();
  private final Logger logger;

  private CapturedLog(Logger logger) {
    this.logger = logger;
  }

  static CapturedLog of(Class<?> source) {
    CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(source));
    log.logger.setLevel(Level.TRACE);
    log.logger.setAdditive(false);
    log.appender.start();
    log.logger.addAppender(log.appender);
    return log;
  }

  /** Hands out what has been logged since the last call, as {@code LEVEL message}. */
  List<String> drain() {
    List<String> drained = List.copyOf(messages);
    messages.clear();
    return drained;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  /** Keeps messages. */
  private final class Appender extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      messages.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }
}
