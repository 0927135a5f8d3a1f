package dev.gander.adapters.analyze.files;

import dev.gander.adapters.analyze.source.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/// A file in a language that is understood.
///
/// @param shown its path from the folder that is analyzed
/// @param size in bytes, when it was found
public record SourceFile(Path path, Path shown, Language language, long size) {
  /// The names of its folders and its own, from the outermost.
  public List<String> names() {
    return StreamSupport.stream(shown.spliterator(), false).map(Path::toString).toList();
  }

  /// Its path with `/` on every system.
  public String text() {
    return String.join("/", names());
  }
}
