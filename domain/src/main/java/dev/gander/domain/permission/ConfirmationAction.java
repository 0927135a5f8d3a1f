package dev.gander.domain.permission;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Optional;

/// A user's answer to "may this tool run?". [#CANCEL] declines like [#DENY_ONCE]; it does not end
/// the turn.
public enum ConfirmationAction {
  ALWAYS_ALLOW,
  ALLOW_ONCE,
  CANCEL,
  DENY_ONCE,
  ALWAYS_DENY;

  public boolean allows() {
    return this == ALWAYS_ALLOW || this == ALLOW_ONCE;
  }

  /// The level to remember for the tool; empty when the answer applies to this call only.
  public Optional<PermissionLevel> remembered() {
    return switch (this) {
      case ALWAYS_ALLOW -> Optional.of(PermissionLevel.ALWAYS_ALLOW);
      case ALWAYS_DENY -> Optional.of(PermissionLevel.NEVER_ALLOW);
      case ALLOW_ONCE, CANCEL, DENY_ONCE -> Optional.empty();
    };
  }

  /// @throws InvalidShape for any other text
  public static ConfirmationAction read(Json value) {
    return switch (JsonFields.asWord(value)) {
      case "always_allow" -> ALWAYS_ALLOW;
      case "allow_once" -> ALLOW_ONCE;
      case "cancel" -> CANCEL;
      case "deny_once" -> DENY_ONCE;
      case "always_deny" -> ALWAYS_DENY;
      case String other ->
          throw new InvalidShape(
              "unknown variant `"
                  + other
                  + "`, expected one of `always_allow`, `allow_once`, `cancel`, `deny_once`,"
                  + " `always_deny`");
    };
  }
}
