package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Blocks a call that repeats the one before it, word for word, more often than the settings allow
/// (`GANDER_MAX_TOOL_REPETITIONS`; without limit by default, as in goosed). Words of the user begin
/// a new count: who says "again" means it.
final class RepetitionInspector implements ToolInspector {
  private final TurnSettings settings;

  RepetitionInspector(TurnSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Finding> examine(ExaminedCall examined) {
    OptionalInt limit = settings.mostRepetitions(examined.call().name());
    if (limit.isEmpty() || times(examined, limit.getAsInt() + 1) <= limit.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding.Block(
            "The repetition inspector blocked this call (REP-001): "
                + examined.call().name()
                + " was called with the same arguments more than "
                + limit.getAsInt()
                + " times in a row ("
                + TurnSettings.REPETITIONS_KEY
                + "). Its answer will not change: do something else, or tell the user what is"
                + " missing."));
  }

  /// How often the call has been made in a row, itself included; counts no further than `enough`.
  private static int times(ExaminedCall examined, int enough) {
    int times = 0;
    for (Message message : examined.dialogue().messages().reversed()) {
      if (isWordsOfTheUser(message)) {
        return times;
      }
      for (Content.ToolRequest request : message.toolRequests().reversed()) {
        if (times > 0 || request.id().equals(examined.id())) {
          if (!isSame(request, examined.call())) {
            return times;
          }
          times++;
          if (times == enough) {
            return times;
          }
        }
      }
    }
    return times;
  }

  private static boolean isSame(Content.ToolRequest request, ToolCall call) {
    return request.call() instanceof Outcome.Success<ToolCall>(ToolCall other)
        && other.name().equals(call.name())
        && other.argumentsOrEmpty().equals(call.argumentsOrEmpty());
  }

  private static boolean isWordsOfTheUser(Message message) {
    List<Content> content = message.content();
    return message.role() == Role.USER
        && message.isAgentVisible()
        && content.stream().anyMatch(Content.Text.class::isInstance);
  }
}
