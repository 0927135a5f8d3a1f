package dev.gander.domain.permission;

import dev.gander.domain.tool.Tool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the mode and the remembered decisions require for one tool call.
public enum PermissionVerdict {
  /// Run it.
  ALLOW,
  /// Ask the user first.
  ASK,
  /// Decline it without asking.
  DENY,
  /// Let the model judge whether the tool is read-only, then allow or ask (`smart_approve` only).
  JUDGE;

  /// The tool with which the model enables and disables extensions: the user is asked unless they
  /// allowed it.
  public static final String MANAGE_EXTENSIONS = "extensionmanager__manage_extensions";

  /// Decides by the first rule that applies: mode `auto` allows everything, even what the user
  /// forbade; then the user's own level; then, in `smart_approve`, a read-only annotation and
  /// earlier judgements. In mode `chat` no tool runs at all, which is not a matter of permission:
  /// it is treated like `approve` here. (1.28 and newer; 1.26 asked for everything that was not
  /// allowed.)
  ///
  /// @param tool null if no such tool is listed
  public static PermissionVerdict of(
      GooseMode mode, String name, @Nullable Tool tool, ToolPermissions permissions) {
    if (mode == GooseMode.AUTO) {
      return ALLOW;
    }
    Optional<PermissionLevel> user = permissions.userLevel(name);
    if (user.isPresent()) {
      return of(user.get());
    }
    if (mode != GooseMode.SMART_APPROVE) {
      return ASK;
    }
    Optional<Boolean> readOnly = tool == null ? Optional.empty() : tool.readOnlyHint();
    return readOnly.map(only -> only ? ALLOW : ASK).orElseGet(() -> judged(name, permissions));
  }

  /// For a sub-agent, whose user nobody can ask: it works in mode `auto`, but what the user forbade
  /// stays forbidden, whatever the mode of the session that delegated to it.
  public static PermissionVerdict ofSubAgent(String name, ToolPermissions permissions) {
    return permissions.userLevel(name).equals(Optional.of(PermissionLevel.NEVER_ALLOW))
        ? DENY
        : ALLOW;
  }

  private static PermissionVerdict judged(String name, ToolPermissions permissions) {
    Optional<PermissionLevel> judged = permissions.judgedLevel(name);
    if (judged.equals(Optional.of(PermissionLevel.ALWAYS_ALLOW))) {
      return ALLOW;
    }
    return judged.isPresent() || name.equals(MANAGE_EXTENSIONS) ? ASK : JUDGE;
  }

  private static PermissionVerdict of(PermissionLevel level) {
    return switch (level) {
      case ALWAYS_ALLOW -> ALLOW;
      case ASK_BEFORE -> ASK;
      case NEVER_ALLOW -> DENY;
    };
  }
}
