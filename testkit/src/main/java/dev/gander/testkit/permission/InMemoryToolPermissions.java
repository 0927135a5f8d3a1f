package dev.gander.testkit.permission;

import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Decisions about tools in memory.
public final class InMemoryToolPermissions implements ToolPermissions {
  private final Map<String, PermissionLevel> user = new ConcurrentHashMap<>();
  private final Map<String, PermissionLevel> judged = new ConcurrentHashMap<>();

  @Override
  public Optional<PermissionLevel> userLevel(String tool) {
    return Optional.ofNullable(user.get(tool));
  }

  @Override
  public void setUserLevels(Map<String, PermissionLevel> levels) {
    user.putAll(levels);
  }

  @Override
  public Optional<PermissionLevel> judgedLevel(String tool) {
    return Optional.ofNullable(judged.get(tool));
  }

  @Override
  public void setJudgedLevels(Collection<String> tools, PermissionLevel level) {
    tools.forEach(tool -> judged.put(tool, level));
  }

  @Override
  public void forget(String prefix) {
    user.keySet().removeIf(tool -> tool.startsWith(prefix));
    judged.keySet().removeIf(tool -> tool.startsWith(prefix));
  }
}
