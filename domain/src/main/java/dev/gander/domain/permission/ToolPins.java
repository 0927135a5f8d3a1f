package dev.gander.domain.permission;

import java.util.Map;

/// What the tools that the user always allows said about themselves, by their public names; shared
/// by all sessions and processes. Thread-safe; each write is atomic and on disk when it returns.
///
/// Each method throws [dev.gander.domain.error.StorageException] if the pins cannot be read, have
/// another shape, or cannot be written. Then nothing was changed: what cannot be read is never
/// overwritten.
public interface ToolPins {
  /// The pin of the tool. If it has none, `now` becomes its pin: the first sight counts.
  ToolPin keep(String tool, ToolPin now);

  /// Gives the tool this pin, whatever it had.
  void replace(String tool, ToolPin pin);

  Map<String, ToolPin> all();
}
