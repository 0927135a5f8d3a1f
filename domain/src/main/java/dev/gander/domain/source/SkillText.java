package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import java.util.regex.Pattern;

/// What is in a `SKILL.md`.
///
/// @param properties other members of its front matter
public record SkillText(String name, String description, String content, JsonObject properties) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  /// @throws InvalidInput for a name that cannot be that of a skill
  public SkillText {
    if (!canBeName(name)) {
      throw new InvalidInput(
          "The name of a skill has 1 to 64 of the characters a-z, 0-9 and -, and does not begin or"
              + " end with -");
    }
  }

  /// Whether skills and projects may have this name.
  static boolean canBeName(String name) {
    return NAME.matcher(name).matches();
  }

  /// The file.
  public String document() {
    return new WrittenSource(name, description, content, properties).document();
  }
}
