package dev.gander.adapters.analyze.source;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The languages that are understood, by the ends of file names.
public enum Language {
  RUST("rs"),
  PYTHON("py pyi"),
  JAVASCRIPT("js jsx mjs cjs"),
  TYPESCRIPT("ts mts cts"),
  TSX("tsx"),
  GO("go"),
  JAVA("java"),
  KOTLIN("kt kts"),
  SWIFT("swift"),
  RUBY("rb");

  private static final Map<String, Language> BY_ENDING =
      Arrays.stream(values())
          .flatMap(language -> language.endings().map(ending -> Map.entry(ending, language)))
          .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final String endings;

  Language(String endings) {
    this.endings = endings;
  }

  private Stream<String> endings() {
    return Stream.of(endings.split(" "));
  }

  public static Optional<Language> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_ENDING.get(ending));
  }

  /// `.rs .py …`
  public static String allEndings() {
    return Arrays.stream(values())
        .flatMap(Language::endings)
        .map(ending -> "." + ending)
        .collect(joining(" "));
  }

  /// The name in reports and in the names of grammars: `rust`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
