package dev.gander.adapters.analyze;

import java.io.DataInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a model asks for.
///
/// @param path absolute; it exists, or did a moment ago
/// @param focus a name to follow; null for an overview of a folder, or the details of a file
/// @param maxDepth how many levels of a folder are read; 0 for all
/// @param followDepth how many levels of callers and callees are shown
/// @param force an answer of any length is wanted
record AnalysisRequest(
    Path path, @Nullable String focus, long maxDepth, long followDepth, boolean force) {

  /// Two texts, two numbers, a flag; a focus of no letters is none.
  static AnalysisRequest read(DataInput in) throws IOException {
    Path path = Path.of(in.readUTF());
    String focus = in.readUTF();
    return new AnalysisRequest(
        path, focus.isBlank() ? null : focus, in.readLong(), in.readLong(), in.readBoolean());
  }

  Optional<String> wanted() {
    return Optional.ofNullable(focus);
  }
}
