package dev.gander.application.api.config;

import dev.gander.domain.config.SettingsFile;

/// Checks, backs up, recovers and creates the settings file.
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

  /// Replaces a broken file with whatever can be recovered.
  ///
  /// @throws dev.gander.domain.error.GanderException as [SettingsFile#recover]
  public SettingsFile.Recovery recover() {
    return file.recover();
  }

  /// Creates the file if it is missing.
  ///
  /// @throws dev.gander.domain.error.GanderException as [SettingsFile#begin]
  public SettingsFile.Beginning begin() {
    return file.begin();
  }
}
