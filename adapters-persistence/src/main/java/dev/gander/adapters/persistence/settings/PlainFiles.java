package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.StoredMap;
import java.nio.file.Path;

/// The files of one machine as the maps that they are, without what lies above or below them.
public final class PlainFiles {
  private PlainFiles() {}

  /// A file of settings, which keeps its older states beside it.
  public static StoredMap settings(Path file) {
    return YamlFile.withBackups(file);
  }

  /// The file with permissions of tools.
  public static StoredMap permissions(Path file) {
    return YamlFile.shaped(file, YamlToolPermissions::check);
  }
}
