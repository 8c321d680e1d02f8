package io.pop3.server.app.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.apache.commons.configuration2.interpol.DefaultLookups;

/**
 * Reads a properties file. {@code ${env:NAME}} stands for an environment variable; no other
 * substitution is made. {@code include} is not followed, so that a file is all there is.
 */
public final class ConfigurationFile {

  private static final Pattern UNRESOLVED = Pattern.compile("\\$\\{([^}]*)}");

  private ConfigurationFile() {}

  /**
   * Reads a file.
   *
   * @param file a properties file in UTF-8
   * @return keys and values in the order of the file
   * @throws ConfigurationException if it can't be read, or a value needs a variable that is not set
   */
  public static Map<String, String> read(Path file) {
    PropertiesConfiguration configuration = new PropertiesConfiguration();
    configuration.setIncludesAllowed(false);
    configuration.setInterpolator(environmentOnly());
    try {
      configuration.read(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw unusable(file, "the file does not exist");
    } catch (CharacterCodingException e) {
      throw unusable(file, "the file is not UTF-8");
    } catch (IOException e) {
      throw unusable(file, "the file can't be read: " + e.getMessage());
    } catch (org.apache.commons.configuration2.ex.ConfigurationException e) {
      throw unusable(file, "the file is no properties file: " + e.getMessage());
    }
    return values(configuration, file);
  }

  private static ConfigurationException unusable(Path file, String problem) {
    return new ConfigurationException(file.toString(), List.of(problem));
  }

  private static ConfigurationInterpolator environmentOnly() {
    ConfigurationInterpolator interpolator = new ConfigurationInterpolator();
    interpolator.registerLookup(
        DefaultLookups.ENVIRONMENT.getPrefix(), DefaultLookups.ENVIRONMENT.getLookup());
    return interpolator;
  }

  private static Map<String, String> values(PropertiesConfiguration configuration, Path file) {
    Problems problems = new Problems();
    Map<String, String> values = new LinkedHashMap<>();
    Iterator<String> keys = configuration.getKeys();
    while (keys.hasNext()) {
      String key = keys.next();
      List<Object> occurrences = new ArrayList<>(configuration.getList(key));
      if (occurrences.size() > 1) {
        problems.add(key + ": given " + occurrences.size() + " times (expected: once)");
      }
      String value = String.valueOf(occurrences.get(0)).strip();
      Matcher unresolved = UNRESOLVED.matcher(value);
      if (unresolved.find()) {
        problems.add(
            key
                + ": ${"
                + unresolved.group(1)
                + "} stands for nothing (expected: ${env:NAME} with a variable that is set)");
      }
      values.put(key, value);
    }
    problems.throwIfAny(file.toString());
    return values;
  }
}
