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
/// hours and consist of many messages: complete ones can be taken out and stored in the meantime,
/// and so can a message with a call that the agent runs itself, or with its result.
final class AnswerMessages {
  private final FragmentJoin said = new FragmentJoin();
  private final Set<String> running = new LinkedHashSet<>();
  private boolean isComplete;

  void add(Message fragment) {
    said.add(fragment);
    isComplete = !fragment.toolRequests().isEmpty() || fragment.hasToolResponse();
  }

  /// Removes and returns the complete messages, in order.
  List<Message> takeComplete() {
    return taken(isComplete ? said.drain() : said.takeFinished());
  }

  /// Everything left of an answer that has ended in any way: a call that was still running has
  /// ended with it.
  ///
  /// @param messageId of the message with the results of such calls
  /// @param now epoch seconds
  List<Message> end(String messageId, long now) {
    List<Message> rest = new ArrayList<>(taken(said.drain()));
    if (!running.isEmpty()) {
      Outcome<ToolResult> stopped =
          Outcome.success(ToolResult.error("The turn ended before this call did."));
      List<Content> results =
          running.stream().<Content>map(call -> new Content.ToolResponse(call, stopped)).toList();
      rest.add(Message.user(messageId, now).withContent(results));
    }
    running.clear();
    return rest;
  }

  private List<Message> taken(List<Message> messages) {
    for (Message message : messages) {
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
    return messages;
  }
}
