package dev.gander.testkit.permission;

import dev.gander.domain.permission.ToolPermissions;

class InMemoryToolPermissionsTest implements ToolPermissionsContract {
  private final ToolPermissions permissions = new InMemoryToolPermissions();

  @Override
  public ToolPermissions permissions() {
    return permissions;
  }
}
