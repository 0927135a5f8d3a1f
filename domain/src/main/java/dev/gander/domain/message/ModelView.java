package dev.gander.domain.message;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/// The part of a conversation that a model may see: the messages meant for it, and in them the
/// blocks whose audience includes the assistant. A tool result is kept even if nothing in it
/// remains.
public final class ModelView {
  private ModelView() {}

  public static List<Message> of(List<Message> conversation) {
    List<Message> view = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      if (message.isAgentVisible()) {
        view.add(visiblePart(message));
      }
    }
    return view;
  }

  private static Message visiblePart(Message message) {
    for (Content block : message.content()) {
      if (!isForModel(block) || !visible(block).equals(block)) {
        return message.withContent(
            message.content().stream()
                .filter(ModelView::isForModel)
                .map(ModelView::visible)
                .toList());
      }
    }
    return message;
  }

  private static boolean isForModel(Content content) {
    return switch (content) {
      case Content.Text text -> Content.isFor("assistant", text.other());
      case Content.Image image -> Content.isFor("assistant", image.other());
      case Content.Unknown _ -> false;
      case Content.ToolRequest _,
          Content.ToolResponse _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.Thinking _,
          Content.RedactedThinking _,
          Content.SystemNotification _ ->
          true;
    };
  }

  private static Content visible(Content content) {
    return content
                instanceof
                Content.ToolResponse(
                    String id,
                    Outcome.Success<ToolResult>(ToolResult result),
                    JsonObject other)
            && !isForModel(result.content())
        ? new Content.ToolResponse(
            id,
            Outcome.success(
                result.withContent(
                    result.content().stream().filter(ModelView::isForModel).toList())),
            other)
        : content;
  }

  private static boolean isForModel(List<ToolContent> content) {
    for (ToolContent block : content) {
      if (!isForModel(block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isForModel(ToolContent content) {
    return switch (content) {
      case ToolContent.Text text -> Content.isFor("assistant", text.other());
      case ToolContent.Image image -> Content.isFor("assistant", image.other());
      case ToolContent.Audio audio -> Content.isFor("assistant", audio.other());
      case ToolContent.Resource resource -> Content.isFor("assistant", resource.other());
      case ToolContent.ResourceLink link -> Content.isFor("assistant", link.json());
      case ToolContent.Unknown _ -> false;
    };
  }
}
