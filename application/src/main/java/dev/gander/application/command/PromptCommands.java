package dev.gander.application.command;

import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The commands `/prompts` and `/prompt`: what extensions have prepared for users to say.
///
/// @param now epoch seconds
record PromptCommands(ConnectedExtensions extensions, long now) {
  private static final String INFO = "--info";

  /// `/prompts`, of all extensions or of one.
  CommandResult list(String extension) throws InterruptedException {
    ExtensionKey wanted = ExtensionKey.of(extension);
    if (!extension.isEmpty() && !extensions.isLoaded(wanted)) {
      return new CommandResult.Told("Extension '" + extension + "' not found");
    }
    Map<String, List<JsonObject>> found = new TreeMap<>();
    extensions
        .prompts()
        .forEach(
            (key, prompts) -> {
              if (extension.isEmpty() || key.equals(wanted)) {
                found.put(key.value(), prompts);
              }
            });
    return new CommandResult.Told(
        found.isEmpty() ? "There are no prompts." : "Available prompts:\n\n" + names(found));
  }

  private static String names(Map<String, List<JsonObject>> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        (key, prompts) -> {
          text.append("**").append(key).append("**:\n");
          prompts.forEach(prompt -> text.append("  - ").append(name(prompt)).append('\n'));
          text.append('\n');
        });
    return text.toString();
  }

  private static String name(JsonObject prompt) {
    return prompt.text("name").orElse("");
  }

  /// `/prompt NAME [key=value…] [--info]`: says a prompt in the user's place, or tells about it.
  CommandResult use(Message asked, String rest) throws InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(rest.split("\\s+")));
    String name = words.removeFirst();
    if (name.isEmpty()) {
      return new CommandResult.Told("Prompt name argument is required");
    }
    for (Map.Entry<ExtensionKey, List<JsonObject>> entry : extensions.prompts().entrySet()) {
      Optional<JsonObject> prompt =
          entry.getValue().stream().filter(known -> name(known).equals(name)).findFirst();
      if (prompt.isPresent()) {
        return words.contains(INFO)
            ? new CommandResult.Told(info(entry.getKey(), prompt.get()))
            : say(asked, extensions.prompt(entry.getKey(), name, arguments(words)));
      }
    }
    return new CommandResult.Told("Prompt '" + name + "' not found");
  }

  private static JsonObject arguments(List<String> words) {
    Map<String, Json> arguments = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        arguments.put(word.substring(0, equals), Json.of(word.substring(equals + 1)));
      }
    }
    JsonObject.Builder object = JsonObject.builder();
    arguments.forEach(object::put);
    return object.build();
  }

  private static String info(ExtensionKey key, JsonObject prompt) {
    List<String> parts = new ArrayList<>();
    parts.add("**Prompt: " + name(prompt) + "**");
    prompt.text("description").ifPresent(text -> parts.add("Description: " + text));
    parts.add("Extension: " + key);
    List<Json> arguments = prompt.array("arguments").map(JsonArray::items).orElse(List.of());
    if (!arguments.isEmpty()) {
      parts.add(
          arguments.stream()
              .filter(JsonObject.class::isInstance)
              .map(argument -> "  - " + name((JsonObject) argument) + "\n")
              .collect(Collectors.joining("", "Arguments:\n", "")));
    }
    return String.join("\n\n", parts);
  }

  /// The command stays where the user typed it, out of the model's sight.
  private CommandResult say(Message asked, List<JsonObject> prompt) {
    List<Message> messages = new ArrayList<>();
    messages.add(asked.withMetadata(MessageMetadata.USER_ONLY));
    Role next = Role.USER;
    for (JsonObject said : prompt) {
      Message message = message(said);
      if (message.role() != next) {
        return new CommandResult.Failed(
            "The prompt cannot be used: user and assistant do not take turns in it, the user first.");
      }
      messages.add(message);
      next = next == Role.USER ? Role.ASSISTANT : Role.USER;
    }
    return messages.size() == 1
        ? new CommandResult.Failed("The prompt cannot be used: it says nothing.")
        : new CommandResult.Spoken(messages);
  }

  private Message message(JsonObject said) {
    try {
      JsonFields fields = JsonFields.of(said);
      return new Message(
          null,
          fields.required("role", Role::read),
          now,
          List.of(content(fields.required("content", JsonFields::asObject))),
          MessageMetadata.VISIBLE);
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
