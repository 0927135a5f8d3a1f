package dev.gander.domain.message;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Mends a conversation so that every model service accepts it: no empty messages, no tool answer
/// without its request nor request without its answer, no two turns of one role in a row, the user
/// first and last. Messages that the model does not see keep their places; a sound conversation
/// comes back as it is. The order of the steps is goosed's.
public final class ConversationRepair {
  private static final String PLACEHOLDER = "Hello";

  private ConversationRepair() {}

  public static List<Message> repair(List<Message> conversation, long now) {
    List<Message> visible = visible(conversation);
    List<Message> repaired = repairVisible(visible, now);
    if (repaired.equals(visible)) {
      return conversation;
    }
    return visible.size() == conversation.size() ? repaired : inSlots(conversation, repaired);
  }

  private static List<Message> visible(List<Message> conversation) {
    List<Message> visible = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      if (message.isAgentVisible()) {
        visible.add(message);
      }
    }
    return visible;
  }

  /// Loops and not streams: this runs over the whole history before each request to a model.
  private static List<Message> repairVisible(List<Message> visible, long now) {
    List<Message> messages = new ArrayList<>(visible.size());
    for (Message message : visible) {
      Message tidy = fillEmptyResults(tidyTexts(message));
      if (!isEmpty(tidy)) {
        messages.add(tidy);
      }
    }
    pairToolCalls(messages);
    messages.removeIf(ConversationRepair::isEmpty);
    messages = withoutOuterAssistants(mergeNeighbours(messages));
    return messages.isEmpty()
        ? List.of(Message.user(null, now, new Content.Text(PLACEHOLDER)))
        : messages;
  }

  /// Puts the repaired messages where visible ones stood, from the front; slots left over vanish.
  private static List<Message> inSlots(List<Message> conversation, List<Message> repaired) {
    List<Message> result = new ArrayList<>(conversation.size());
    int next = 0;
    for (Message message : conversation) {
      if (!message.isAgentVisible()) {
        result.add(message);
      } else if (next < repaired.size()) {
        result.add(repaired.get(next++));
      }
    }
    result.addAll(repaired.subList(next, repaired.size()));
    return result;
  }

  private static Message tidyTexts(Message message) {
    if (message.role() == Role.USER || isTidy(message.content())) {
      return message;
    }
    List<Content> content = new ArrayList<>();
    for (Content block : message.content()) {
      if (block instanceof Content.Text next
          && !content.isEmpty()
          && content.getLast() instanceof Content.Text last) {
        content.removeLast();
        content.add(new Content.Text(last.text() + next.text(), last.other()));
      } else {
        content.add(block);
      }
    }
    content.replaceAll(ConversationRepair::trimmed);
    return message.withContent(content);
  }

  private static boolean isTidy(List<Content> content) {
    boolean afterText = false;
    for (Content block : content) {
      if (block instanceof Content.Text(String text, JsonObject _)) {
        if (afterText || endsBlank(text)) {
          return false;
        }
        afterText = true;
      } else {
        afterText = false;
      }
    }
    return true;
  }

  private static boolean endsBlank(String text) {
    return !text.isEmpty() && Character.isWhitespace(text.codePointBefore(text.length()));
  }

  private static Content trimmed(Content block) {
    return block instanceof Content.Text(String text, JsonObject other)
        ? new Content.Text(text.stripTrailing(), other)
        : block;
  }

  private static boolean isEmpty(Message message) {
    for (Content block : message.content()) {
      if (!(block instanceof Content.Text text && text.text().isEmpty())) {
        return false;
      }
    }
    return true;
  }

  private static Message fillEmptyResults(Message message) {
    for (Content block : message.content()) {
      if (!fillEmptyResult(block).equals(block)) {
        return message.withContent(
            message.content().stream().map(ConversationRepair::fillEmptyResult).toList());
      }
    }
    return message;
  }

  private static Content fillEmptyResult(Content block) {
    if (!(block
            instanceof
            Content.ToolResponse(
                String id,
                Outcome.Success<ToolResult>(ToolResult result),
                JsonObject other))
        || saysSomething(result.content())) {
      return block;
    }
    List<ToolContent> content = new ArrayList<>(result.content());
    content.add(new ToolContent.Text("(empty result)"));
    return new Content.ToolResponse(id, Outcome.success(result.withContent(content)), other);
  }

  private static boolean saysSomething(List<ToolContent> content) {
    for (ToolContent block : content) {
      if (saysSomething(block)) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysSomething(ToolContent content) {
    return switch (content) {
      case ToolContent.Text text -> !text.text().isEmpty();
      case ToolContent.Resource(JsonObject resource, JsonObject _) ->
          resource.text("text").filter(text -> !text.isEmpty()).isPresent();
      case ToolContent.Image _ -> true;
      case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ -> false;
    };
  }

  private static void pairToolCalls(List<Message> messages) {
    Set<String> open = new HashSet<>();
    Set<String> answered = new HashSet<>();
    messages.replaceAll(
        message ->
            switch (message.role()) {
              case USER -> keep(message, block -> userMayKeep(block, open, answered));
              case ASSISTANT -> keep(message, block -> assistantMayKeep(block, open));
            });
    if (!open.isEmpty()) {
      messages.replaceAll(message -> keep(message, block -> isAnswered(block, answered)));
    }
  }

  private static boolean userMayKeep(Content block, Set<String> open, Set<String> answered) {
    return switch (block) {
      case Content.ToolResponse response -> answers(response.id(), open, answered);
      case Content.ToolRequest _,
          Content.ToolConfirmationRequest _,
          Content.Thinking _,
          Content.RedactedThinking _ ->
          false;
      case Content.Text _,
          Content.Image _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          true;
    };
  }

  /// Some services number their calls anew in each answer, so an id may come again.
  private static boolean answers(String id, Set<String> open, Set<String> answered) {
    boolean fits = open.remove(id);
    if (fits) {
      answered.add(id);
    }
    return fits;
  }

  private static boolean assistantMayKeep(Content block, Set<String> open) {
    return switch (block) {
      case Content.ToolRequest request -> open.add(request.id());
      case Content.ToolResponse _, Content.FrontendToolRequest _ -> false;
      case Content.Text _,
          Content.Image _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.Thinking _,
          Content.RedactedThinking _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          true;
    };
  }

  private static boolean isAnswered(Content block, Set<String> answered) {
    return !(block instanceof Content.ToolRequest request) || answered.contains(request.id());
  }

  private static Message keep(Message message, Predicate<Content> wanted) {
    List<Content> content = new ArrayList<>(message.content().size());
    for (Content block : message.content()) {
      if (wanted.test(block)) {
        content.add(block);
      }
    }
    return content.size() == message.content().size() ? message : message.withContent(content);
  }

  private static List<Message> mergeNeighbours(List<Message> messages) {
    List<Message> merged = new ArrayList<>(messages.size());
    int next = 0;
    while (next < messages.size()) {
      int end = endOfRun(messages, next);
      merged.add(joined(messages.subList(next, end)));
      next = end;
    }
    return merged;
  }

  /// Where the messages that speak alike from `start` on end.
  private static int endOfRun(List<Message> messages, int start) {
    int end = start + 1;
    while (end < messages.size() && speakAlike(messages.get(end - 1), messages.get(end))) {
      end++;
    }
    return end;
  }

  private static Message joined(List<Message> run) {
    return run.size() == 1
        ? run.getFirst()
        : run.getFirst()
            .withContent(run.stream().flatMap(message -> message.content().stream()).toList());
  }

  /// Tool results are a role of their own: a user's text after them is not merged into them.
  private static boolean speakAlike(Message a, Message b) {
    return a.role() == b.role() && a.hasToolResponse() == b.hasToolResponse();
  }

  private static List<Message> withoutOuterAssistants(List<Message> messages) {
    int from = !messages.isEmpty() && isAssistant(messages.getFirst()) ? 1 : 0;
    int to =
        messages.size() > from && isAssistant(messages.getLast())
            ? messages.size() - 1
            : messages.size();
    return messages.subList(from, to);
  }

  private static boolean isAssistant(Message message) {
    return message.role() == Role.ASSISTANT;
  }
}
