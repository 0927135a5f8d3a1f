package dev.gander.domain.recipe;

import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A value that the user of a recipe gives.
///
/// @param defaultValue used if the user gives no value; null if the user has to give one
public record RecipeParameter(
    String key, boolean isFile, Requirement requirement, @Nullable String defaultValue) {

  /// Whether a value has to be given.
  public enum Requirement {
    REQUIRED,
    OPTIONAL,
    /// By asking the user; there is nobody to ask in a server, so it is as if it were required.
    USER_PROMPT;

    static Requirement of(String word) {
      return switch (word) {
        case "optional" -> OPTIONAL;
        case "user_prompt" -> USER_PROMPT;
        default -> REQUIRED;
      };
    }
  }

  /// @param json a parameter of a recipe that was read; of one that was imported, what is missing
  ///   counts as empty
  static RecipeParameter of(JsonObject json) {
    return new RecipeParameter(
        json.text("key").orElse(""),
        json.text("input_type").orElse("").equals("file"),
        Requirement.of(json.text("requirement").orElse("")),
        json.text("default").orElse(null));
  }

  public boolean isOptional() {
    return requirement == Requirement.OPTIONAL;
  }
}
