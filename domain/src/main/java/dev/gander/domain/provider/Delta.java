package dev.gander.domain.provider;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.ProviderUsage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One step of an answer: a fragment, the token counts, or both. Fragments are assistant messages;
/// those of one answer share one id that is never null.
///
/// A provider that is an agent itself also tells what it does. The calls of its own tools are
/// requests that are dispatched externally; their results are whole user messages with ids of their
/// own, and what is said after them has another id than what was said before. Before it does what
/// has to be allowed, it asks: see [#question()].
public record Delta(@Nullable Message message, @Nullable ProviderUsage usage) {
  public static Delta of(Message message) {
    return new Delta(message, null);
  }

  public static Delta of(ProviderUsage usage) {
    return new Delta(null, usage);
  }

  /// A question to the user, who alone sees it; it belongs to no conversation.
  public static Delta of(Action.ToolConfirmation question, long created) {
    return of(
        Message.assistant(null, created, new Content.ActionRequired(question))
            .withMetadata(MessageMetadata.USER_ONLY));
  }

  /// The question whether the program may use one of its tools, if this step is one. It waits for
  /// [ProviderStream#answer].
  public Optional<Action.ToolConfirmation> question() {
    return message != null
            && !message.content().isEmpty()
            && message.content().getFirst() instanceof Content.ActionRequired(Action action)
            && action instanceof Action.ToolConfirmation question
        ? Optional.of(question)
        : Optional.empty();
  }
}
