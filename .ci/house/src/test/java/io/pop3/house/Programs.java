package io.pop3.house;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Programs of other people that tests run. A missing one fails a test instead of skipping it. */
final class Programs {

  /** The tag of tests that need more than a build does; {@code -Pintegration} runs them. */
  static final String TAG = "programs";

  private static final Map<String, String> DEBIAN_PACKAGES =
      Map.of("nc", "netcat-openbsd", "testssl", "testssl.sh");

  private Programs() {}

  /** Says at once all that is missing, and where Debian has it. */
  static void require(String... names) {
    Map<String, String> missing = new TreeMap<>();
    for (String name : names) {
      if (!isInstalled(name)) {
        missing.put(name, DEBIAN_PACKAGES.getOrDefault(name, name));
      }
    }
    if (!missing.isEmpty()) {
      throw new AssertionError(
          "programs: "
              + missing.keySet()
              + " not found (expected: on the PATH; apt-get install "
              + String.join(" ", missing.values())
              + ")");
    }
  }

  private static boolean isInstalled(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
