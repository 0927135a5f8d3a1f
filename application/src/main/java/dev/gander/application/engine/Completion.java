package dev.gander.application.engine;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A whole answer to a side question, which belongs to no conversation and is not accounted for.
final class Completion {
  private Completion() {}

  /// @throws dev.gander.domain.error.ProviderException if the model fails
  static Message of(Provider provider, ProviderRequest request) throws InterruptedException {
    List<Content> content = new ArrayList<>();
    try (ProviderStream stream = provider.stream(request)) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        Message fragment = next.get().message();
        if (fragment != null) {
          content.addAll(fragment.content());
        }
      }
    }
    return new Message(null, Role.ASSISTANT, 0, content, MessageMetadata.VISIBLE);
  }
}
