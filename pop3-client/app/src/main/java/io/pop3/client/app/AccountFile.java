package io.pop3.client.app;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.interpol.ConfigurationInterpolator;
import org.apache.commons.configuration2.interpol.DefaultLookups;

/**
 * A properties file that describes an account. {@code ${env:NAME}} stands for an environment
 * variable; nothing else is substituted, and nothing is included. Relative paths begin at the
 * file's own directory.
 */
final class AccountFile {

  private AccountFile() {}

  static Map<Key, String> read(Path file) {
    PropertiesConfiguration configuration = new PropertiesConfiguration();
    configuration.setIncludesAllowed(false);
    ConfigurationInterpolator environmentOnly = new ConfigurationInterpolator();
    environmentOnly.registerLookup(
        DefaultLookups.ENVIRONMENT.getPrefix(), DefaultLookups.ENVIRONMENT.getLookup());
    configuration.setInterpolator(environmentOnly);
    try {
      configuration.read(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      throw new UserErrorException(file + ": does not exist (expected: an account file)");
    } catch (CharacterCodingException e) {
      throw new UserErrorException(file + ": is not UTF-8 (expected: a properties file in UTF-8)");
    } catch (IOException e) {
      throw new UserErrorException(file + ": can't be read: " + e.getMessage());
    } catch (ConfigurationException e) {
      throw new UserErrorException(file + ": no properties file: " + e.getMessage());
    }
    return values(file, configuration);
  }

  private static Map<Key, String> values(Path file, PropertiesConfiguration configuration) {
    Map<Key, String> values = new EnumMap<>(Key.class);
    List<String> problems = new ArrayList<>();
    Iterator<String> names = configuration.getKeys();
    while (names.hasNext()) {
      String name = names.next();
      List<Object> occurrences = configuration.getList(name);
      String value = String.valueOf(occurrences.get(0)).strip();
      Optional<Key> key = Key.find(name);
      if (key.isEmpty()) {
        problems.add(unknown(file, name));
      } else if (occurrences.size() > 1) {
        problems.add(file + ": " + name + ": given twice (expected: once)");
      } else if (value.contains("${")) {
        problems.add(
            file + ": " + name + ": names a variable that is not set (expected: ${env:NAME})");
      } else {
        values.put(key.get(), key.get().isPath() ? beside(file, value) : value);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(problems);
    }
    return values;
  }

  private static String unknown(Path file, String name) {
    if (name.equals("password")) {
      return file + ": password: not taken from here (expected: password-file or password-command)";
    }
    return file + ": " + name + ": no such key (expected: perhaps " + Key.nearest(name) + ")";
  }

  private static String beside(Path file, String value) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? value : parent.resolve(value).toString();
  }
}
