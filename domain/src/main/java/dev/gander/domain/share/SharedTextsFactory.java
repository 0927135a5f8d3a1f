package dev.gander.domain.share;

import dev.gander.domain.config.Settings;

/// Provided to the service loader by a module that can share texts. Thread-safe.
public interface SharedTextsFactory {
  /// Opens no connection and reads no settings yet.
  ///
  /// @param settings may name the default places; read by each call that needs them
  SharedTexts create(Settings settings);
}
