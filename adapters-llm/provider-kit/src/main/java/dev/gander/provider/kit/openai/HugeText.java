package dev.gander.provider.kit.openai;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonFrame;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one text of a chat message that would have to be put together first, from lines or as JSON,
/// and is huge: while the message takes its form, a gap stands for it, and then it is written from
/// what it consists of. One thread.
final class HugeText {
  /// From this length on, in chars, a text is not copied.
  private static final int HUGE = 1024 * 1024;

  private @Nullable String gap;
  private @Nullable Function<JsonFrame, List<byte[]>> filling;

  /// Whether a message may have such a text. What else is written is not.
  static boolean isPossiblyIn(Message message) {
    int texts = 0;
    boolean isHuge = false;
    for (Content block : message.content()) {
      switch (block) {
        case Content.Text(String text, JsonObject _) -> {
          texts++;
          isHuge |= isHuge(text);
        }
        case Content.ToolRequest request when isHuge(request.call()) -> {
          return true;
        }
        case Content.FrontendToolRequest request when isHuge(request.call()) -> {
          return true;
        }
        default -> {}
      }
    }
    return isHuge && texts > 1;
  }

  private static boolean isHuge(String text) {
    return text.length() >= HUGE;
  }

  private static boolean isHuge(Outcome<ToolCall> call) {
    return call instanceof Outcome.Success<ToolCall>(ToolCall made)
        && isHuge(made.argumentsOrEmpty());
  }

  private static boolean isHuge(JsonObject arguments) {
    return arguments.members().values().stream()
        .anyMatch(value -> value instanceof JsonString(String text) && isHuge(text));
  }

  /// From now on, the mark stands for the first such text.
  void begin(String mark) {
    gap = mark;
  }

  /// Writes the text in the form that the message has taken.
  ///
  /// @param frame null if the mark is not alone in it
  /// @return null if that cannot be
  @Nullable Payload end(@Nullable JsonFrame frame) {
    var filled = filling;
    gap = null;
    filling = null;
    return frame == null || filled == null ? null : new Payload(filled.apply(frame));
  }

  /// The texts as lines of one, or the mark that stands for it.
  String lines(List<String> texts) {
    if (gap == null || filling != null || texts.stream().noneMatch(HugeText::isHuge)) {
      return String.join("\n", texts);
    }
    List<String> pieces = new ArrayList<>();
    for (String text : texts) {
      if (!pieces.isEmpty()) {
        pieces.add("\n");
      }
      pieces.add(text);
    }
    filling = frame -> frame.blocksWith(pieces);
    return gap;
  }

  /// The arguments as JSON, or the mark that stands for it.
  String json(JsonObject arguments) {
    if (gap == null || filling != null || !isHuge(arguments)) {
      return JsonText.write(arguments);
    }
    filling = frame -> frame.blocksWith(arguments);
    return gap;
  }
}
