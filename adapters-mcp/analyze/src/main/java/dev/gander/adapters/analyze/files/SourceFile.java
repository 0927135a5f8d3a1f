package dev.gander.adapters.analyze.files;

import dev.gander.adapters.analyze.source.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A file in a language that is understood.
///
/// @param text its path from the folder that is analyzed, with `/` on every system
/// @param size in bytes, when it was found
public record SourceFile(Path path, String text, Language language, long size) {
  /// @param shown its path from the folder that is analyzed
  static SourceFile of(Path path, Path shown, Language language, long size) {
    String text =
        StreamSupport.stream(shown.spliterator(), false)
            .map(Path::toString)
            .collect(Collectors.joining("/"));
    return new SourceFile(path, text, language, size);
  }

  /// The names of its folders and its own, from the outermost.
  public List<String> names() {
    return List.of(text.split("/"));
  }
}
