package dev.gander.ignores;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.files.IgnoreRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// The rules of one file, for everything below a folder; the last matching rule counts.
public record IgnoreFile(Path folder, List<IgnoreRule> rules) {
  private static final long MAX_BYTES = 1 << 20;

  /// A file that is missing, unreadable or absurdly large has no rules.
  static IgnoreFile read(Path folder, Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        String text = new String(Files.readAllBytes(file), UTF_8);
        return new IgnoreFile(folder, rules(text));
      }
    } catch (IOException e) {
      System.getLogger(IgnoreFile.class.getName())
          .log(System.Logger.Level.DEBUG, "not read: " + file, e);
    }
    return new IgnoreFile(folder, List.of());
  }

  private static List<IgnoreRule> rules(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.lines().map(IgnoreRule::parse).flatMap(Optional::stream).toList();
  }

  /// Whether `entry` is ignored; empty if no rule matches it.
  Optional<Boolean> verdict(Path entry, boolean isFolder) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        StreamSupport.stream(folder.relativize(entry).spliterator(), false)
            .map(Path::toString)
            .toList();
    return rules.reversed().stream()
        .filter(rule -> rule.matches(names, isFolder))
        .findFirst()
        .map(rule -> !rule.isNegated());
  }
}
