package io.pop3.protocol.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds which requirements the tests of a module name. Looks through compiled classes, so it sees
 * tests that are not being run just now.
 */
public final class RequirementScan {

  private final SortedMap<String, SortedSet<String>> tests;

  private RequirementScan(SortedMap<String, SortedSet<String>> tests) {
    this.tests = tests;
  }

  /**
   * Looks through the classes that lie in one directory with a test class.
   *
   * @param anchor any test class of the module
   * @return what was found
   * @throws IllegalArgumentException if the class does not come from a directory
   * @throws IllegalStateException if a test names a requirement that {@link Ledger} does not know
   */
  public static RequirementScan of(Class<?> anchor) {
    SortedMap<String, SortedSet<String>> tests = new TreeMap<>();
    for (Class<?> type : classesBeside(anchor)) {
      note(type.getAnnotation(Requirement.class), type.getSimpleName(), tests);
      for (Method method : type.getDeclaredMethods()) {
        String name = type.getSimpleName() + "." + method.getName();
        note(method.getAnnotation(Requirement.class), name, tests);
      }
    }
    List<String> unknown =
        tests.entrySet().stream()
            .filter(entry -> Ledger.standard().find(entry.getKey()).isEmpty())
            .map(entry -> entry.getKey() + " in " + entry.getValue())
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "requirements: " + unknown + " (expected: ids of the ledger)");
    }
    return new RequirementScan(tests);
  }

  private static void note(
      @Nullable Requirement requirement, String test, Map<String, SortedSet<String>> tests) {
    if (requirement != null) {
      for (String id : requirement.value()) {
        tests.computeIfAbsent(id, absent -> new TreeSet<>()).add(test);
      }
    }
  }

  private static List<Class<?>> classesBeside(Class<?> anchor) {
    Path root = root(anchor);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .map(name -> name.replace(root.getFileSystem().getSeparator(), "."))
          .sorted()
          .<Class<?>>map(name -> load(name, anchor.getClassLoader()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root(Class<?> anchor) {
    try {
      Path root = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (!Files.isDirectory(root)) {
        throw new IllegalArgumentException(root + ": no directory (expected: compiled tests)");
      }
      return root;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(anchor + ": " + e.getMessage(), e);
    }
  }

  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The tests that name a requirement.
   *
   * @param id an id of the ledger
   * @return class and method; none if no test names it
   */
  public SortedSet<String> tests(String id) {
    return new TreeSet<>(tests.getOrDefault(id, new TreeSet<>()));
  }
}
