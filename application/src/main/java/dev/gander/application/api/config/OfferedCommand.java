package dev.gander.application.api.config;

/// A command that a user may type after `/`.
///
/// @param command without the slash
/// @param help one line for the user, or the path of a recipe
public record OfferedCommand(String command, String help, Type type) {
  /// The type, as clients receive it.
  public enum Type {
    RECIPE("Recipe"),
    BUILTIN("Builtin"),
    SKILL("Skill"),
    AGENT("Agent");

    private final String wire;

    Type(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }
}
