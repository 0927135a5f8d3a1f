package dev.gander.domain.source;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;

/// What is in a Markdown file with front matter that a user writes for agents.
///
/// @param properties other members of its front matter
public record WrittenSource(
    String name, String description, String content, JsonObject properties) {
  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> OWN = Set.of("name", "description");

  /// YAML takes them for other values.
  private static final Set<String> RESERVED =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  public WrittenSource {
    properties = properties.without(OWN);
  }

  /// The members of the front matter of a source, besides its name and its description.
  public static JsonObject propertiesOf(Source source) {
    return source.properties().without(OWN);
  }

  /// The file. JSON is YAML, too.
  public String document() {
    StringBuilder text = new StringBuilder("---\nname: ");
    text.append(PLAIN.matcher(name).matches() && !RESERVED.contains(name) ? name : quoted(name));
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
