package dev.gander.adapters.analyze.files;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A source file with what was looked for in it, or why that is not known: one of both is null.
public record ReadFile<T>(SourceFile file, @Nullable T known, @Nullable Skipped skipped) {
  static <T> ReadFile<T> known(SourceFile file, T known) {
    return new ReadFile<>(file, known, null);
  }

  static <T> ReadFile<T> skipped(SourceFile file, Skipped why) {
    return new ReadFile<>(file, null, why);
  }

  public Optional<T> content() {
    return Optional.ofNullable(known);
  }
}
