package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/// YAML 1.2 as goose reads it, which includes JSON.
public final class YamlText {
  /// Stands for a tab: a character for private use.
  private static final String TAB = "\uF8E0";

  private static final Pattern TAG = Pattern.compile("\\{[{%#]");

  private YamlText() {}

  /// The content of a single document; `null` for a text without data.
  ///
  /// @throws InvalidInput with line and column if the text is something else
  public static Json parse(String text) {
    return parse(text, YamlScalars.TYPED);
  }

  /// @param scalars what its scalars mean
  /// @throws InvalidInput with line and column if the text is something else
  public static Json parse(String text, YamlScalars scalars) {
    try {
      return YamlDocument.tree(text, scalars);
    } catch (YamlSyntaxException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }

  /// A document with a content that may be a template: quotes change no text that contains tags, as
  /// long as it contains no control characters but tabs and line breaks.
  ///
  /// @throws InvalidInput if a text contains half a character
  public static String writeTemplate(Json content) {
    String text = inBlocks(content);
    return parse(text).equals(content)
        ? text
        // A few texts, such as one of blanks and line breaks alone, do not survive in blocks.
        : YamlDocument.present(YamlNodes.of(content, _ -> ScalarStyle.DOUBLE_QUOTED));
  }

  /// The emitter writes no tab into a block, although YAML allows it.
  private static String inBlocks(Json content) {
    Json shown = replaced(content, "\t", TAB);
    return YamlDocument.present(YamlNodes.of(shown, YamlText::templateStyle)).replace(TAB, "\t");
  }

  private static Json replaced(Json json, String old, String by) {
    return switch (json) {
      case JsonString(String text) -> Json.of(text.replace(old, by));
      case JsonArray(List<Json> items) ->
          new JsonArray(items.stream().map(item -> replaced(item, old, by)).toList());
      case JsonObject(Map<String, Json> members) -> {
        JsonObject.Builder object = JsonObject.builder();
        members.forEach((name, value) -> object.put(name, replaced(value, old, by)));
        yield object.build();
      }
      case Json other -> other;
    };
  }

  private static ScalarStyle templateStyle(String text) {
    ScalarStyle usual = YamlNodes.style(text);
    return usual != ScalarStyle.DOUBLE_QUOTED && TAG.matcher(text).find()
        ? ScalarStyle.LITERAL
        : usual;
  }
}
