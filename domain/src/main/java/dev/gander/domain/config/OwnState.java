package dev.gander.domain.config;

import java.nio.file.Path;

/// What Gander keeps of its own in the state folder: files and folders in `gander`. On Windows that
/// is a folder of the data, too.
public enum OwnState {
  /// The key that a server made for itself.
  SECRET_KEY("secret_key", true),
  /// The child processes of running servers, a file each.
  CHILDREN("children", false),
  /// Its time is that of the last check of the databases.
  LAST_CHECK("last_check", false),
  /// Copies on their way to a database for several servers.
  MIGRATED("migrated", false),
  /// Ids that are not used again: those of now hold after a restore as well.
  RETIRED_SESSIONS("retired_sessions", false),
  /// Where `goosed serve` runs.
  SERVED("served", false),
  /// The folders of servers that practise.
  WARM_UP("warm_up", false);

  private final String name;
  private final boolean backedUp;

  OwnState(String name, boolean backedUp) {
    this.name = name;
    this.backedUp = backedUp;
  }

  /// @param state goose's state folder
  public Path in(Path state) {
    return folder(state).resolve(name);
  }

  /// The folder of them all.
  public static Path folder(Path state) {
    return state.resolve("gander");
  }

  /// Whether it belongs to a backup: not if it goes with a running program, or with this machine.
  public boolean isBackedUp() {
    return backedUp;
  }
}
