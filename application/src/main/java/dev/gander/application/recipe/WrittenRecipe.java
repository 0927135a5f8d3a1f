package dev.gander.application.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a model made of a conversation.
///
/// @param activities suggestions for the user
public record WrittenRecipe(
    String title, String description, String instructions, List<String> activities) {
  private static final String TITLE = "Custom recipe from chat";
  private static final String DESCRIPTION = "a custom recipe instance from this chat session";
  private static final Pattern FENCE = Pattern.compile("(?s)```[a-z]*\\s*\\n(.*?)```");
  private static final String INSTRUCTIONS = "instructions:";
  private static final String ACTIVITIES = "activities:";
  private static final Pattern MARK = Pattern.compile("^\\s*(?:[•*-]|\\d+\\.)\\s*");

  public WrittenRecipe {
    activities = List.copyOf(activities);
  }

  /// Reads a model's answer: JSON, alone or in a fence, or else prose with the words
  /// `instructions:` and `activities:`.
  ///
  /// @throws InvalidInput if it is JSON of another form
  public static WrittenRecipe of(String answer, JsonReader reader) {
    return json(answer, reader).map(WrittenRecipe::ofJson).orElseGet(() -> ofProse(answer));
  }

  private static Optional<Json> json(String answer, JsonReader reader) {
    Matcher fence = FENCE.matcher(answer);
    return parsed(answer, reader)
        .or(() -> fence.find() ? parsed(fence.group(1), reader) : Optional.empty());
  }

  private static Optional<Json> parsed(String text, JsonReader reader) {
    try {
      return Optional.of(reader.parse(text.strip()));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  private static WrittenRecipe ofJson(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new WrittenRecipe(
        Objects.requireNonNullElse(fields.optionalText("title"), TITLE),
        Objects.requireNonNullElse(fields.optionalText("description"), DESCRIPTION),
        fields.text("instructions"),
        fields.required("activities", JsonFields.listOf(JsonFields::asText)));
  }

  private static WrittenRecipe ofProse(String answer) {
    int instructions = answer.indexOf(INSTRUCTIONS);
    String rest =
        instructions < 0 ? answer : answer.substring(instructions + INSTRUCTIONS.length());
    int activities = rest.indexOf(ACTIVITIES);
    String before = activities < 0 ? rest : rest.substring(0, activities);
    String after = activities < 0 ? "" : rest.substring(activities + ACTIVITIES.length());
    return new WrittenRecipe(
        TITLE, DESCRIPTION, before.replaceFirst("[\\s#]+$", "").strip(), items(after));
  }

  private static List<String> items(String lines) {
    List<String> items = new ArrayList<>();
    lines
        .lines()
        .map(line -> MARK.matcher(line).replaceFirst("").strip())
        .filter(item -> !item.isEmpty())
        .forEach(items::add);
    return items;
  }
}
