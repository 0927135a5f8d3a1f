package dev.gander.application.command;

import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
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

/// The commands `/prompts` and `/prompt`: prompts that extensions offer to users.
///
/// @param now epoch seconds
record PromptCommands(ConnectedExtensions extensions, long now) {
  private static final String INFO = "--info";

  /// `/prompts`, for all extensions or one.
  CommandResult list(String extension) throws InterruptedException {
    ExtensionKey wanted = ExtensionKey.of(extension);
    if (!extension.isEmpty() && !extensions.isLoaded(wanted)) {
      return new CommandResult.Told("Extension '" + extension + "' not found");
    }
    Map<String, List<Prompt>> found = new TreeMap<>();
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

  private static String names(Map<String, List<Prompt>> found) {
    StringBuilder text = new StringBuilder();
    found.forEach(
        (key, prompts) -> {
          text.append("**").append(key).append("**:\n");
          prompts.forEach(prompt -> text.append("  - ").append(prompt.name()).append('\n'));
          text.append('\n');
        });
    return text.toString();
  }

  /// `/prompt NAME [key=value…] [--info]`: sends a prompt in the user's name, or describes it.
  CommandResult use(Message asked, String rest) throws InterruptedException {
    List<String> words = new ArrayList<>(Arrays.asList(rest.split("\\s+")));
    String name = words.removeFirst();
    if (name.isEmpty()) {
      return new CommandResult.Told("Prompt name argument is required");
    }
    for (Map.Entry<ExtensionKey, List<Prompt>> entry : extensions.prompts().entrySet()) {
      Optional<Prompt> prompt =
          entry.getValue().stream().filter(known -> known.name().equals(name)).findFirst();
      if (prompt.isPresent()) {
        return words.contains(INFO)
            ? new CommandResult.Told(info(entry.getKey(), prompt.get()))
            : say(asked, extensions.prompt(entry.getKey(), name, arguments(words)));
      }
    }
    return new CommandResult.Told("Prompt '" + name + "' not found");
  }

  private static Map<String, String> arguments(List<String> words) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        arguments.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return arguments;
  }

  private static String info(ExtensionKey key, Prompt prompt) {
    List<String> parts = new ArrayList<>();
    parts.add("**Prompt: " + prompt.name() + "**");
    if (prompt.description() != null) {
      parts.add("Description: " + prompt.description());
    }
    parts.add("Extension: " + key);
    if (!prompt.arguments().isEmpty()) {
      parts.add(
          prompt.arguments().stream()
              .map(argument -> "  - " + argument + "\n")
              .collect(Collectors.joining("", "Arguments:\n", "")));
    }
    return String.join("\n\n", parts);
  }

  /// The command stays where the user typed it, hidden from the model.
  private CommandResult say(Message asked, List<PromptMessage> prompt) {
    List<Message> messages = new ArrayList<>();
    messages.add(asked.withMetadata(MessageMetadata.USER_ONLY));
    Role next = Role.USER;
    for (PromptMessage said : prompt) {
      if (said.role() != next) {
        return new CommandResult.Failed(
            "The prompt cannot be used: user and assistant do not take turns in it, the user first.");
      }
      messages.add(message(said));
      next = next == Role.USER ? Role.ASSISTANT : Role.USER;
    }
    return messages.size() == 1
        ? new CommandResult.Failed("The prompt cannot be used: it says nothing.")
        : new CommandResult.Spoken(messages);
  }

  private Message message(PromptMessage said) {
    return new Message(null, said.role(), now, List.of(said.content()), MessageMetadata.VISIBLE);
  }
}
