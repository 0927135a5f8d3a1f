package dev.gander.adapters.analyze.source;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
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
    return Arrays.stream(values())
        .filter(language -> dot >= 0 && language.endings().anyMatch(ending::equals))
        .findFirst();
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
