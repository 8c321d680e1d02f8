package io.pop3.house;

import static java.util.stream.Collectors.toCollection;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The modules that the root pom lists, and what their builds left in {@code target}. */
final class House {
  static final Path ROOT = findRoot();

  /** The module that these tests are in: it has no code of its own to judge. */
  static final String THIS = ".ci/house";

  private static final List<String> MODULES = readModules();
  private static final Map<String, JavaClasses> MAIN = importMain();

  private House() {}

  /** Every module's folder relative to the root, as the root pom lists them, but this one. */
  static List<String> modules() {
    return MODULES;
  }

  /** The main classes of one module. */
  static JavaClasses main(String module) {
    return MAIN.get(module);
  }

  /** The main classes of the given modules together. */
  static JavaClasses main(Collection<String> modules) {
    return importClasses(modules.stream().map(House::classes).toList());
  }

  static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  static Path testClasses(String module) {
    return ROOT.resolve(module).resolve("target/test-classes");
  }

  /** Imports what lies in those of the given folders that exist. */
  static JavaClasses importClasses(Collection<Path> folders) {
    return new ClassFileImporter()
        .importPaths(folders.stream().filter(Files::isDirectory).toList());
  }

  /** Whether these contain a type, rather than only package and module descriptors. */
  static boolean containType(JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getSimpleName)
        .anyMatch(name -> !name.equals("package-info") && !name.equals("module-info"));
  }

  static Optional<ModuleDescriptor> descriptor(String module) {
    Path file = classes(module).resolve("module-info.class");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(ModuleDescriptor.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code META-INF/services} of the module says: service to providers. */
  static Map<String, Set<String>> services(String module) {
    Path folder = classes(module).resolve("META-INF/services");
    Map<String, Set<String>> services = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          services.put(
              file.getFileName().toString(),
              Files.readAllLines(file).stream()
                  .map(line -> line.replaceFirst("#.*", "").strip())
                  .filter(line -> !line.isEmpty())
                  .collect(toCollection(TreeSet::new)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return services;
  }

  /** Every folder below the root that has a pom of its own. */
  static Set<String> foldersWithPom() {
    try (Stream<Path> files = Files.find(ROOT, 4, (p, a) -> p.endsWith("pom.xml"))) {
      return files
          .map(file -> ROOT.relativize(file.getParent()).toString().replace('\\', '/'))
          .filter(folder -> !folder.isEmpty() && !("/" + folder + "/").contains("/target/"))
          .collect(toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String artifactId(String module) {
    return children(pom(module).getDocumentElement(), "artifactId").get(0).getTextContent().strip();
  }

  /** The artifact ids of the dependencies that the pom of a module declares itself. */
  static Set<String> dependencies(String module) {
    Element dependencies = children(pom(module).getDocumentElement(), "dependencies").get(0);
    return children(dependencies, "dependency").stream()
        .map(dependency -> children(dependency, "artifactId").get(0).getTextContent().strip())
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> readModules() {
    Element modules = children(pom("").getDocumentElement(), "modules").get(0);
    return children(modules, "module").stream()
        .map(module -> module.getTextContent().strip())
        .filter(module -> !module.equals(THIS))
        .toList();
  }

  private static Map<String, JavaClasses> importMain() {
    Map<String, JavaClasses> all = new TreeMap<>();
    for (String module : MODULES) {
      all.put(module, importClasses(List.of(classes(module))));
    }
    return all;
  }

  private static Document pom(String module) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(ROOT.resolve(module).resolve("pom.xml").toFile());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("cannot read the pom of '" + module + "'", e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** The folder that holds this module's grandparent pom, wherever the tests were started from. */
  private static Path findRoot() {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.exists(p.resolve(THIS).resolve("pom.xml"))) {
        return p;
      }
    }
    throw new IllegalStateException(
        "not started inside the project: " + Path.of("").toAbsolutePath());
  }
}
