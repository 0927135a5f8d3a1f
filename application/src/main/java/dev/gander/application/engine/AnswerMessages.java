package dev.gander.application.engine;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The messages of an answer, apart from the calls that we have to run. An agent's answer may take
/// hours and consist of many messages: complete ones can be taken out and stored in the meantime. A
/// call that the agent runs itself is complete only with its result.
final class AnswerMessages {
  private final FragmentJoin said = new FragmentJoin();
  private final List<Message> held = new ArrayList<>();
  private final Set<String> running = new LinkedHashSet<>();

  void add(Message fragment) {
    said.add(fragment);
  }

  /// Removes and returns the complete messages, in order.
  List<Message> takeComplete() {
    hold(said.takeFinished());
    if (!running.isEmpty() || held.isEmpty()) {
      return List.of();
    }
    List<Message> complete = List.copyOf(held);
    held.clear();
    return complete;
  }

  /// Everything left of an answer that has ended in any way: a call that was still running has
  /// ended with it.
  ///
  /// @param messageId of the message with the results of such calls
  /// @param now epoch seconds
  List<Message> end(String messageId, long now) {
    hold(said.drain());
    List<Message> rest = new ArrayList<>(held);
    if (!running.isEmpty()) {
      Outcome<ToolResult> stopped =
          Outcome.success(ToolResult.error("The turn ended before this call did."));
      List<Content> results =
          running.stream().<Content>map(call -> new Content.ToolResponse(call, stopped)).toList();
      rest.add(Message.user(messageId, now).withContent(results));
    }
    held.clear();
    running.clear();
    return rest;
  }

  private void hold(List<Message> finished) {
    for (Message message : finished) {
      held.add(message);
      for (Content content : message.content()) {
        switch (content) {
          case Content.ToolRequest request -> running.add(request.id());
          case Content.ToolResponse response -> running.remove(response.id());
          default -> {
            // Text and thinking.
          }
        }
      }
    }
  }
}
