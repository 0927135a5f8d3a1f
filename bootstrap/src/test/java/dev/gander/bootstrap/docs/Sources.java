package dev.gander.bootstrap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts of what is in the image: Java without tests, and the launcher.
///
/// @param texts by the name of the file without its ending, white space made one space
record Sources(Map<String, String> texts) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_SHIPPED =
      Set.of("bench", "examples", "target", "testkit", "provider-testkit", "test", ".git");
  private static final Pattern LAUNCHER = Pattern.compile(".*/src/main/image/bin/[a-z]+");

  static Sources all() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    collect(ROOT, texts);
    return new Sources(texts);
  }

  private static void collect(Path folder, Map<String, String> texts) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (Files.isDirectory(entry)) {
          if (!NOT_SHIPPED.contains(name)) {
            collect(entry, texts);
          }
        } else if (name.endsWith(".java") || LAUNCHER.matcher(entry.toString()).matches()) {
          texts.put(name.replace(".java", ""), oneLine(Files.readString(entry)));
        }
      }
    }
  }

  static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }

  /// What the pattern's first group finds anywhere.
  Set<String> find(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    texts
        .values()
        .forEach(text -> pattern.matcher(text).results().map(Sources::group).forEach(found::add));
    return found;
  }

  private static String group(MatchResult match) {
    return match.group(1);
  }

  boolean contain(String text) {
    return texts.values().stream().anyMatch(source -> source.contains(text));
  }

  /// Whether the type's file has this code, however it is broken into lines.
  boolean has(String type, String code) {
    return texts.getOrDefault(type, "").replace(" ", "").contains(code.replace(" ", ""));
  }
}
