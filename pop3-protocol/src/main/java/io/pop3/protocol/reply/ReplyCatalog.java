package io.pop3.protocol.reply;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The texts of replies in one language (RFC 6856 section 3). English is ASCII, as a server must
 * speak before UTF8 or LANG was given. Immutable; safe for several threads.
 */
public final class ReplyCatalog {

  private static final String BUNDLE = "io.pop3.protocol.reply.replies";
  private static final String SELF_NAME = "language";
  private static final List<String> TAGS = List.of("en", "de", "fr");
  private static final String DEFAULT_LANGUAGE = "i-default";
  private static final Map<String, ReplyCatalog> BY_TAG = load();

  private final String tag;
  private final String selfName;
  private final Map<ReplyText, MessageFormat> formats = new EnumMap<>(ReplyText.class);
  private final Map<ReplyText, String> plainTexts = new EnumMap<>(ReplyText.class);

  private ReplyCatalog(String tag, ResourceBundle bundle) {
    this.tag = tag;
    this.selfName = bundle.getString(SELF_NAME);
    for (ReplyText text : ReplyText.values()) {
      String pattern = bundle.getString(text.name());
      // Digits are ASCII and ungrouped in every language.
      MessageFormat format = new MessageFormat(pattern, Locale.ROOT);
      if (format.getFormatsByArgumentIndex().length == 0) {
        plainTexts.put(text, format.format(new Object[0]));
      } else {
        formats.put(text, format);
      }
    }
  }

  private static Map<String, ReplyCatalog> load() {
    Map<String, ReplyCatalog> catalogs = new LinkedHashMap<>();
    ResourceBundle.Control exactly =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    for (String tag : TAGS) {
      ResourceBundle bundle = bundle(Locale.forLanguageTag(tag), exactly);
      catalogs.put(tag, new ReplyCatalog(tag, bundle));
    }
    return Collections.unmodifiableMap(catalogs);
  }

  /** A named module reads its own bundles and may not have a control; the class path needs one. */
  private static ResourceBundle bundle(Locale locale, ResourceBundle.Control exactly) {
    Module module = ReplyCatalog.class.getModule();
    return module.isNamed()
        ? ResourceBundle.getBundle(BUNDLE, locale, module)
        : ResourceBundle.getBundle(BUNDLE, locale, ReplyCatalog.class.getClassLoader(), exactly);
  }

  /**
   * The language of every session at its beginning.
   *
   * @return English
   */
  public static ReplyCatalog english() {
    return BY_TAG.values().iterator().next();
  }

  /**
   * All languages.
   *
   * @return a catalog for each, in the order to be listed
   */
  public static List<ReplyCatalog> all() {
    return List.copyOf(BY_TAG.values());
  }

  /**
   * Finds the language that a client asks for, by the lookup of RFC 4647 section 3.4: the range is
   * cut from its right until a language fits.
   *
   * @param range a basic language range other than {@code *}, in any case
   * @return the catalog; empty if no such language is spoken
   */
  public static Optional<ReplyCatalog> lookup(String range) {
    String cut = range.toLowerCase(Locale.ROOT);
    if (cut.equals(DEFAULT_LANGUAGE)) {
      return Optional.of(english());
    }
    while (!cut.isEmpty()) {
      @Nullable ReplyCatalog found = BY_TAG.get(cut);
      if (found != null) {
        return Optional.of(found);
      }
      int hyphen = cut.lastIndexOf('-');
      cut = hyphen < 0 ? "" : cut.substring(0, hyphen);
      // A single letter or digit introduces what follows it and goes with it.
      if (cut.length() >= 2 && cut.charAt(cut.length() - 2) == '-') {
        cut = cut.substring(0, cut.length() - 2);
      }
    }
    return Optional.empty();
  }

  /**
   * The tag of the language.
   *
   * @return for example {@code de}
   */
  public String tag() {
    return tag;
  }

  /**
   * What the language calls itself.
   *
   * @return for example {@code Deutsch}; perhaps not ASCII
   */
  public String selfName() {
    return selfName;
  }

  /**
   * A text.
   *
   * @param text which one
   * @param arguments as {@link ReplyText} describes them
   * @return the words, without response code
   */
  public String text(ReplyText text, Object... arguments) {
    @Nullable String plain = plainTexts.get(text);
    if (plain != null) {
      return plain;
    }
    @Nullable MessageFormat format = formats.get(text);
    // Formats are not safe for several threads, their copies are.
    return format == null ? "" : ((MessageFormat) format.clone()).format(withDigits(arguments));
  }

  /**
   * Bundles choose words by the value of a number and show its digits: a number becomes two
   * arguments, so that no language groups its digits.
   */
  private static Object[] withDigits(Object... arguments) {
    List<Object> expanded = new ArrayList<>();
    for (Object argument : arguments) {
      expanded.add(argument);
      if (argument instanceof Number number) {
        expanded.add(number.toString());
      }
    }
    return expanded.toArray();
  }

  @Override
  public String toString() {
    return "ReplyCatalog[" + tag + "]";
  }
}
