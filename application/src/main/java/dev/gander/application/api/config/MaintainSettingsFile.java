package dev.gander.application.api.config;

import dev.gander.domain.config.SettingsFile;

/// Looks after the settings file as a whole.
public final class MaintainSettingsFile {
  private final SettingsFile file;

  public MaintainSettingsFile(SettingsFile file) {
    this.file = file;
  }

  /// Whether the file can be read.
  public SettingsFile.Condition condition() {
    return file.condition();
  }

  /// Copies the file.
  ///
  /// @throws dev.gander.domain.error.GanderException as [SettingsFile#backUp]
  public SettingsFile.Copy backUp() {
    return file.backUp();
  }

  /// Puts what can be saved of a broken file in its place.
  ///
  /// @throws dev.gander.domain.error.GanderException as [SettingsFile#recover]
  public SettingsFile.Recovery recover() {
    return file.recover();
  }

  /// Makes the file if it is not there.
  ///
  /// @throws dev.gander.domain.error.GanderException as [SettingsFile#begin]
  public SettingsFile.Beginning begin() {
    return file.begin();
  }
}
