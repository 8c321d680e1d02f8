package io.pop3.protocol.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds which requirements the tests of a module name, by {@link Requirement} or, where tests can't
 * see this artifact, in their comments. A name that {@link Ledger} does not know is an error.
 */
public final class RequirementScan {

  private static final Pattern ID =
      Pattern.compile(
          "\\b([0-9]{4}-[0-9]*[A-Z][A-Z0-9]*-[0-9]+|(LOGIN|MDIR|XOA2-[A-Z]+)-[0-9]+)\\b");

  private final SortedMap<String, SortedSet<String>> tests = new TreeMap<>();

  private RequirementScan() {}

  /**
   * Looks through the compiled classes that lie in one directory with a test class.
   *
   * @param anchor any test class of the module
   * @return what was found
   * @throws IllegalArgumentException if the class does not come from a directory
   * @throws IllegalStateException if a test names an unknown requirement
   */
  public static RequirementScan ofClasses(Class<?> anchor) {
    RequirementScan scan = new RequirementScan();
    Path root = root(anchor);
    for (Path file : files(root, ".class")) {
      scan.noteClass(load(root.relativize(file), anchor.getClassLoader()));
    }
    return scan.checked();
  }

  /**
   * Looks through test sources for ids, wherever they stand.
   *
   * @param directory a folder of Java sources
   * @return what was found
   * @throws IllegalStateException if a test names an unknown requirement
   */
  public static RequirementScan ofSources(Path directory) {
    RequirementScan scan = new RequirementScan();
    for (Path file : files(directory, ".java")) {
      Matcher matcher = ID.matcher(read(file));
      String name = String.valueOf(file.getFileName()).replace(".java", "");
      while (matcher.find()) {
        scan.note(matcher.group(), name);
      }
    }
    return scan.checked();
  }

  /**
   * This scan and another.
   *
   * @param other what else was found
   * @return both
   */
  public RequirementScan plus(RequirementScan other) {
    RequirementScan sum = new RequirementScan();
    for (RequirementScan scan : List.of(this, other)) {
      scan.tests.forEach((id, names) -> names.forEach(name -> sum.note(id, name)));
    }
    return sum;
  }

  private void noteClass(Class<?> type) {
    noteAll(type.getAnnotation(Requirement.class), type.getSimpleName());
    for (Method method : type.getDeclaredMethods()) {
      noteAll(
          method.getAnnotation(Requirement.class), type.getSimpleName() + "." + method.getName());
    }
  }

  private void noteAll(@Nullable Requirement requirement, String test) {
    if (requirement != null) {
      for (String id : requirement.value()) {
        note(id, test);
      }
    }
  }

  private void note(String id, String test) {
    tests.computeIfAbsent(id, absent -> new TreeSet<>()).add(test);
  }

  private RequirementScan checked() {
    List<String> unknown =
        tests.entrySet().stream()
            .filter(entry -> Ledger.standard().find(entry.getKey()).isEmpty())
            .map(entry -> entry.getKey() + " in " + entry.getValue())
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "requirements: " + unknown + " (expected: ids of the ledger)");
    }
    return this;
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

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path file, ClassLoader loader) {
    String path = file.toString();
    String name =
        path.substring(0, path.length() - ".class".length())
            .replace(file.getFileSystem().getSeparator(), ".");
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The tests that name a requirement.
   *
   * @param id an id of the ledger
   * @return their names; none if no test names it
   */
  public SortedSet<String> tests(String id) {
    return new TreeSet<>(tests.getOrDefault(id, new TreeSet<>()));
  }
}
