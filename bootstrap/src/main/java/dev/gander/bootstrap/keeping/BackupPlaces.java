package dev.gander.bootstrap.keeping;

import dev.gander.adapters.persistence.backup.BackupFolder;
import dev.gander.adapters.persistence.backup.BackupWriter;
import dev.gander.adapters.persistence.backup.Restoration;
import dev.gander.adapters.persistence.backup.Salvage;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.InvalidInput;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where backups are, and what does not belong into one: other backups, and the identity that opens
/// the secrets in them.
///
/// @param variables the environment variables
/// @param workingDir for relative paths
/// @param program the version of this program
public record BackupPlaces(
    Map<String, String> variables, GoosePaths paths, Path workingDir, String program, Clock clock) {
  private static final String FOLDER = "GANDER_BACKUP_FOLDER";

  /// The backups of this server.
  public BackupFolder backups() {
    return new BackupFolder(folder(), writer(), clock);
  }

  public BackupWriter writer() {
    return new BackupWriter(paths, excluded(), program, clock);
  }

  public Restoration restoration() {
    return new Restoration(paths, excluded(), clock);
  }

  public Salvage salvage() {
    return new Salvage(paths, clock);
  }

  /// Where the backups of this server are.
  public Path folder() {
    String named = variables.getOrDefault(FOLDER, "");
    return named.isBlank()
        ? paths.data().resolve("gander").resolve("backups")
        : path(FOLDER, named);
  }

  private Set<Path> excluded() {
    Set<Path> excluded = new HashSet<>();
    excluded.add(folder());
    String identity = variables.getOrDefault(ChosenSecrets.IDENTITY, "");
    if (!identity.isBlank()) {
      excluded.add(path(ChosenSecrets.IDENTITY, identity));
    }
    return excluded;
  }

  private Path path(String variable, String named) {
    try {
      return workingDir.resolve(named.strip()).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidInput(variable + " is not a path: " + e.getReason());
    }
  }
}
