package dev.gander.adapters.acp.feed;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a client has been told of a session from its store, so that the events of a turn that runs
/// meanwhile tell it nothing twice. Calls and results are recognized by the id of the call, and
/// only those of the running turn: services may use ids again.
///
/// @param messages ids
/// @param lastPrompt what the user has said last
record AlreadyTold(
    Set<String> messages,
    Set<String> requests,
    Set<String> responses,
    @Nullable Message lastPrompt) {
  static final AlreadyTold NOTHING = new AlreadyTold(Set.of(), Set.of(), Set.of(), null);

  static AlreadyTold of(List<Message> stored) {
    Set<String> messages = new HashSet<>();
    Set<String> requests = new HashSet<>();
    Set<String> responses = new HashSet<>();
    Message prompt = null;
    for (Message message : stored) {
      if (isPrompt(message)) {
        prompt = message;
        requests.clear();
        responses.clear();
      }
      if (message.id() != null) {
        messages.add(message.id());
      }
      for (Content content : message.content()) {
        switch (content) {
          case Content.ToolRequest request -> requests.add(request.id());
          case Content.ToolResponse response -> responses.add(response.id());
          default -> {
            // Belongs to its message.
          }
        }
      }
    }
    return new AlreadyTold(messages, requests, responses, prompt);
  }

  /// What the user has said last.
  static Optional<Message> lastPrompt(List<Message> stored) {
    return stored.reversed().stream().filter(AlreadyTold::isPrompt).findFirst();
  }

  private static boolean isPrompt(Message message) {
    return message.role() == Role.USER
        && !message.hasToolResponse()
        && !message.metadata().other().has("steer");
  }

  boolean contains(Message message, Content content) {
    return switch (content) {
      case Content.ToolRequest request -> requests.contains(request.id());
      case Content.ToolResponse response -> responses.contains(response.id());
      default -> message.id() != null && messages.contains(message.id());
    };
  }

  /// Whether this is what the user has said last; its id may not be known yet.
  boolean isLastPrompt(Message message) {
    return lastPrompt != null && lastPrompt.content().equals(message.content());
  }
}
