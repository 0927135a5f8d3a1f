package dev.gander.application.model;

import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Queries a session's model outside the conversation: texts and images, no tools, nothing stored.
public record Sampling(ConfiguredModel model, SessionId sessionId) {
  private static final String DEFAULT_SYSTEM =
      "You are a helpful assistant. Answer the request as it stands.";

  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public SamplingAnswer answer(SamplingRequest request) throws InterruptedException {
    return ask(
        new ProviderRequest(
            model.model(),
            sessionId.value(),
            Objects.requireNonNullElse(request.system(), DEFAULT_SYSTEM),
            request.messages(),
            List.of()));
  }

  private SamplingAnswer ask(ProviderRequest question) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    String used = model.model().modelName();
    try (var stream = model.provider().stream(question)) {
      for (Optional<Delta> delta = stream.next(); delta.isPresent(); delta = stream.next()) {
        Message fragment = delta.get().message();
        if (fragment != null) {
          text.append(fragment.text());
        }
        used = usedModel(delta.get(), used);
      }
    }
    return new SamplingAnswer(used, text.toString());
  }

  private static String usedModel(Delta delta, String known) {
    return delta.usage() == null ? known : delta.usage().model();
  }
}
