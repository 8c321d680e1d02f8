package io.pop3.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pop3d archive}, and starts that use what it made. */
class ArchiveIT {

  private static final Path LIB = Pop3dProcess.program().resolveSibling("../lib").normalize();

  @TempDir Path directory;

  @BeforeEach
  @AfterEach
  void removeArchive() throws IOException {
    try (Stream<Path> files = Files.list(LIB)) {
      for (Path file : files.filter(ArchiveIT::isArchive).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isArchive(Path file) {
    return file.getFileName().toString().matches("java-.*\\.(jsa|aot)");
  }

  @Test
  void startsTakeClassesFromTheArchiveOfTheirJava() throws Exception {
    assertThat(sourceOfClasses()).contains("source: file:").doesNotContain("shared objects");
    Pop3dProcess.Result made =
        Pop3dProcess.run(directory, "", Pop3dProcess.program().toString(), "archive");
    assertThat(made.status()).as(made.text()).isZero();
    assertThat(made.text()).contains("java-" + System.getProperty("java.version"), " MB");
    assertThat(sourceOfClasses()).contains("shared objects").doesNotContain("source: file:");
  }

  /** Where a start had the program's main class from. */
  private String sourceOfClasses() throws Exception {
    Path log = directory.resolve("classes.log");
    Pop3dProcess.Result plugins =
        Pop3dProcess.run(
            directory,
            "",
            "env",
            "POP3D_JAVA_OPTS=-Xlog:class+load:file=" + log,
            Pop3dProcess.program().toString(),
            "plugins");
    assertThat(plugins.status()).as(plugins.text()).isZero();
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("io.pop3.server.app.Pop3d "))
          .findFirst()
          .orElse("none");
    }
  }
}
