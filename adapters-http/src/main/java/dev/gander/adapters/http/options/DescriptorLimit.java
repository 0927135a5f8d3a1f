package dev.gander.adapters.http.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many descriptors (files, sockets, pipes) this process may have open. The JVM's own way to
/// find out would cost a start 30 ms.
final class DescriptorLimit {
  private static final Path LINUX = Path.of("/proc/self/limits");
  private static final Pattern SOFT = Pattern.compile("Max open files +(\\d+) .*");

  /// What systems that tell nothing allow at least, once the JVM has raised its limit.
  private static final long USUAL = 4096;

  private DescriptorLimit() {}

  static long ofProcess() {
    try {
      return Files.exists(LINUX) ? in(Files.readAllLines(LINUX)) : USUAL;
    } catch (IOException _) {
      // Closed to us, as in some containers.
      return USUAL;
    }
  }

  /// @param limits the lines of `/proc/self/limits`
  static long in(List<String> limits) {
    return limits.stream()
        .map(SOFT::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElse(USUAL);
  }
}
