package dev.gander.adapters.mcp;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The MCP form of prompts.
final class PromptForm {
  private PromptForm() {}

  static Prompt prompt(JsonObject json) {
    List<Json> arguments = json.array("arguments").map(JsonArray::items).orElse(List.of());
    return new Prompt(
        name(json),
        json.text("description").orElse(null),
        arguments.stream().flatMap(PromptForm::object).map(PromptForm::name).toList());
  }

  private static Stream<JsonObject> object(Json json) {
    return json instanceof JsonObject object ? Stream.of(object) : Stream.empty();
  }

  private static String name(JsonObject json) {
    return json.text("name").orElse("");
  }

  static JsonObject arguments(Map<String, String> arguments) {
    JsonObject.Builder object = JsonObject.builder();
    arguments.forEach((name, value) -> object.put(name, value));
    return object.build();
  }

  /// @throws ExtensionException if it is not a message
  static PromptMessage message(JsonObject json) {
    try {
      JsonFields fields = JsonFields.of(json);
      return new PromptMessage(
          fields.required("role", Role::read),
          content(fields.required("content", JsonFields::asObject)));
    } catch (InvalidShape e) {
      throw new ExtensionException("Unexpected response type", e);
    }
  }

  private static Content content(JsonObject block) {
    return switch (block.text("type").orElse("")) {
      case "image" ->
          new Content.Image(
              block.text("data").orElse(""), block.text("mimeType").orElse(""), JsonObject.EMPTY);
      case "resource" ->
          new Content.Text(
              block.object("resource").flatMap(resource -> resource.text("text")).orElse(""));
      case String _ -> new Content.Text(block.text("text").orElse(""));
    };
  }
}
