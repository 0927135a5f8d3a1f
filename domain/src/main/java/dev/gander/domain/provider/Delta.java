package dev.gander.domain.provider;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.ProviderUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step of an answer: a fragment, the token counts, or both; or the news that it is as long as
/// its service allows, and may end in the middle of a sentence. Fragments are assistant messages;
/// those of one answer share an id that is never null.
///
/// A provider that is itself an agent also reports its own actions. Calls of its own tools are
/// requests marked as dispatched externally; their results are whole user messages with their own
/// ids, and text after them has a different id than text before. Before an action that needs
/// permission, it asks: see [#question()].
public record Delta(@Nullable Message message, @Nullable ProviderUsage usage, boolean isAtLimit) {
  private static final Delta AT_LIMIT = new Delta(null, null, true);

  public Delta(@Nullable Message message, @Nullable ProviderUsage usage) {
    this(message, usage, false);
  }

  /// The answer is as long as the service allows.
  public static Delta atLimit() {
    return AT_LIMIT;
  }

  public static Delta of(Message message) {
    return new Delta(message, null);
  }

  public static Delta of(ProviderUsage usage) {
    return new Delta(null, usage);
  }

  /// A question that only the user sees; it is not part of any conversation.
  public static Delta of(Action.ToolConfirmation question, long created) {
    return of(
        Message.assistant(null, created, new Content.ActionRequired(question))
            .withMetadata(MessageMetadata.USER_ONLY));
  }

  /// The question whether the agent may use one of its tools, if this step is one. The agent waits
  /// for [ProviderStream#answer].
  public Optional<Action.ToolConfirmation> question() {
    return message != null
            && !message.content().isEmpty()
            && message.content().getFirst() instanceof Content.ActionRequired(Action action)
            && action instanceof Action.ToolConfirmation question
        ? Optional.of(question)
        : Optional.empty();
  }
}
