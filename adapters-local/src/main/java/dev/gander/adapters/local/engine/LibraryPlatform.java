package dev.gander.adapters.local.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The system and the processor, by the names that the library's folders have.
///
/// @param features of the processor; empty if the system does not tell
record LibraryPlatform(String system, String processor, List<String> features) {
  /// What the library was compiled for. Without them it would die of an illegal instruction.
  private static final List<String> NEEDED = List.of("avx2", "fma", "f16c", "bmi2");

  static LibraryPlatform current() {
    return new LibraryPlatform(
        system(System.getProperty("os.name")),
        processor(System.getProperty("os.arch")),
        features(Path.of("/proc/cpuinfo")));
  }

  private static String system(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "Mac" : lower.startsWith("windows") ? "Windows" : name;
  }

  private static String processor(String name) {
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "aarch64";
      default -> name;
    };
  }

  static List<String> features(Path cpuinfo) {
    try (var lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Arrays.asList(line.split("\\s+")))
          .orElse(List.of());
    } catch (IOException _) {
      return List.of();
    }
  }

  Path nativeFolder() {
    return Path.of(system, processor);
  }

  /// Why the library cannot run here; empty if it can.
  String obstacle() {
    if (system.equals("Windows")) {
      return "Models do not run on Windows yet; run them in Ollama or llama-server, and use that";
    }
    if (!processor.equals("x86_64") || features.isEmpty() || features.containsAll(NEEDED)) {
      return "";
    }
    return "The engine needs a processor with %s; name a llama-server in GANDER_LLAMA_SERVER"
        .formatted(String.join(", ", NEEDED));
  }
}
