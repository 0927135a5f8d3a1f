package dev.gander.adapters.persistence.hints;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a file that may be missing, unreadable or not text: a hint that cannot be read must
/// not stop any work.
final class HintText {
  private static final System.Logger LOG = System.getLogger(HintText.class.getName());

  private HintText() {}

  /// Empty if the file cannot be read.
  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "hint file {0} cannot be read: {1}", file, e.getMessage());
      return "";
    }
  }
}
