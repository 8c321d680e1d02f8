package io.pop3.server.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What is logged during a test, by any thread, in place of its usual way out. */
public final class CapturedLog implements BeforeEachCallback, AfterEachCallback {

  private final Logger logger;
  private final Level level;
  private final Appender written = new Appender();
  private @Nullable Level before;

  private CapturedLog(Logger logger, Level level) {
    this.logger = logger;
    this.level = level;
  }

  /** Captures a logger and those below it, at this level and above. */
  public static CapturedLog of(String name, Level level) {
    return new CapturedLog((Logger) LoggerFactory.getLogger(name), level);
  }

  private static final class Appender extends AppenderBase<ILoggingEvent> {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    before = logger.getLevel();
    logger.setLevel(level);
    logger.setAdditive(false);
    written.start();
    logger.addAppender(written);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(written);
    logger.setAdditive(true);
    logger.setLevel(before);
  }

  /** Another level from now on. */
  public void setLevel(Level other) {
    logger.setLevel(other);
  }

  /** The events so far. */
  public List<ILoggingEvent> events() {
    return List.copyOf(written.events);
  }

  /** Their messages. */
  public List<String> messages() {
    return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
