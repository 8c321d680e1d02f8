package io.pop3.server.plugin;

/** A plugin can't be chosen; the message is fit for the person who wrote the configuration. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PluginException(String message) {
    super(message);
  }

  PluginException(String message, Throwable cause) {
    super(message, cause);
  }
}
