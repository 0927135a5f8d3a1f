package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;

/// What is in a `SKILL.md`.
///
/// @param properties other members of its front matter
public record SkillText(String name, String description, String content, JsonObject properties) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
  private static final Set<String> OWN = Set.of("name", "description");

  /// @throws InvalidInput for a name that cannot be that of a skill
  public SkillText {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput(
          "The name of a skill has 1 to 64 of the characters a-z, 0-9 and -, and does not begin or"
              + " end with -");
    }
    properties = properties.without(OWN);
  }

  /// The file. JSON is YAML, too.
  public String document() {
    StringBuilder text = new StringBuilder("---\nname: ").append(name);
    text.append("\ndescription: ").append(quoted(description)).append('\n');
    properties
        .members()
        .forEach(
            (member, value) ->
                text.append(Json.of(member).compact())
                    .append(": ")
                    .append(value.compact())
                    .append('\n'));
    return text.append("---\n\n").append(content.strip()).append('\n').toString();
  }

  /// In double quotes only if it has more than one line.
  private static String quoted(String text) {
    return text.chars().anyMatch(Character::isISOControl)
        ? Json.of(text).compact()
        : "'" + text.replace("'", "''") + "'";
  }
}
