package dev.gander.domain.share;

import dev.gander.domain.config.Settings;

/// What a module that can share texts provides to the service loader. Any thread.
public interface SharedTextsFactory {
  /// Opens nothing and reads no setting yet.
  ///
  /// @param settings where the user may have named the usual places; read with each call that needs
  ///   them
  SharedTexts create(Settings settings);
}
