package dev.gander.application.api.config;

import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import java.util.Map;

/// Stores the user's decisions about tools, for all sessions.
public final class SetToolPermissions {
  private final ToolPermissions permissions;

  public SetToolPermissions(ToolPermissions permissions) {
    this.permissions = permissions;
  }

  /// @param levels by the name of the tool as the model sees it
  /// @throws dev.gander.domain.error.StorageException if they cannot be stored
  public void set(Map<String, PermissionLevel> levels) {
    permissions.setUserLevels(levels);
  }
}
