package dev.gander.domain.imports;

import dev.gander.domain.extension.ExtensionConfig;
import java.nio.file.Path;
import java.util.List;

/// The settings of other programs, which users may take over. Thread-safe; the disk is looked at on
/// every call.
public interface ForeignSettings {
  /// Those that are there. A file that cannot be read has no extensions, but a warning.
  List<FoundSettings> find();

  /// @param kind the program, as clients know it
  /// @param name for users
  /// @param extensions with their variables
  /// @param warnings for users, about what cannot be taken over; quote nothing of the file
  record FoundSettings(
      String kind,
      String name,
      Path file,
      List<ExtensionConfig> extensions,
      List<String> warnings) {
    public FoundSettings {
      extensions = List.copyOf(extensions);
      warnings = List.copyOf(warnings);
    }
  }
}
