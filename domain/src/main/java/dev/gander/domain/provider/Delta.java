package dev.gander.domain.provider;

import dev.gander.domain.message.Message;
import org.jspecify.annotations.Nullable;

/// One step of an answer: a fragment, the token counts, or both. Fragments are assistant messages;
/// those of one answer share one id that is never null.
public record Delta(@Nullable Message message, @Nullable ProviderUsage usage) {
  public static Delta of(Message message) {
    return new Delta(message, null);
  }

  public static Delta of(ProviderUsage usage) {
    return new Delta(null, usage);
  }
}
