package dev.gander.domain.message;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/// The first step of a [ConversationRepair], for each message by itself: drops blocks that are not
/// for a model or not for the message's role, and blank texts; joins an assistant's text fragments;
/// and adds a text to empty tool results.
final class TidyMessage {
  /// What remains of a user's message of blanks: it was still the user's turn, so that the answer
  /// before it is not the last message.
  static final Content.Text BLANK = new Content.Text("");

  private TidyMessage() {}

  /// Adds what remains of the message, if anything.
  static void add(Message message, List<Message> messages) {
    if (isTidy(message)) {
      addUnlessEmpty(message, messages);
      return;
    }
    List<Content> content = tidied(message);
    if (content.isEmpty() && message.role() == Role.USER && hasText(message)) {
      content = List.of(BLANK);
    }
    addUnlessEmpty(message.withContent(content), messages);
  }

  private static void addUnlessEmpty(Message message, List<Message> messages) {
    if (!message.content().isEmpty()) {
      messages.add(message);
    }
  }

  private static boolean hasText(Message message) {
    return message.content().stream().anyMatch(Content.Text.class::isInstance);
  }

  private static boolean isTidy(Message message) {
    boolean assistant = message.role() == Role.ASSISTANT;
    boolean afterText = false;
    for (Content block : message.content()) {
      if (!belongs(block, assistant) || isSilentResult(block)) {
        return false;
      }
      boolean isText = block instanceof Content.Text;
      if (isText && !isTidy((Content.Text) block, assistant, afterText)) {
        return false;
      }
      afterText = isText;
    }
    return true;
  }

  private static boolean isTidy(Content.Text text, boolean assistant, boolean afterText) {
    return assistant
        ? !afterText && !text.text().isEmpty() && !endsBlank(text.text())
        : !text.text().isBlank();
  }

  private static boolean endsBlank(String text) {
    return Character.isWhitespace(text.codePointBefore(text.length()));
  }

  private static List<Content> tidied(Message message) {
    boolean assistant = message.role() == Role.ASSISTANT;
    List<Content> content = new ArrayList<>();
    for (Content block : message.content()) {
      if (belongs(block, assistant)) {
        content.add(withSomeResult(block));
      }
    }
    List<Content> joined = assistant ? joinedTexts(content) : content;
    joined.removeIf(block -> block instanceof Content.Text text && text.text().isBlank());
    return joined;
  }

  private static List<Content> joinedTexts(List<Content> blocks) {
    List<Content> content = new ArrayList<>();
    for (Content block : blocks) {
      if (block instanceof Content.Text next
          && !content.isEmpty()
          && content.getLast() instanceof Content.Text last) {
        content.set(content.size() - 1, new Content.Text(last.text() + next.text(), last.other()));
      } else {
        content.add(block);
      }
    }
    content.replaceAll(
        block ->
            block instanceof Content.Text(String text, JsonObject other)
                ? new Content.Text(text.stripTrailing(), other)
                : block);
    return content;
  }

  private static boolean belongs(Content block, boolean assistant) {
    return switch (block) {
      case Content.Text _, Content.Image _ -> true;
      case Content.ToolRequest _, Content.Thinking _, Content.RedactedThinking _ -> assistant;
      case Content.ToolResponse _ -> !assistant;
      case Content.FrontendToolRequest _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          false;
    };
  }

  private static boolean isSilentResult(Content block) {
    return block
            instanceof
            Content.ToolResponse(
                String _,
                Outcome.Success<ToolResult>(ToolResult result),
                JsonObject _)
        && !saysSomething(result.content());
  }

  private static Content withSomeResult(Content block) {
    if (!isSilentResult(block)
        || !(block
            instanceof
            Content.ToolResponse(
                String id,
                Outcome.Success<ToolResult>(ToolResult result),
                JsonObject other))) {
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
}
