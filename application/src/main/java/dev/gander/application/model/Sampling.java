package dev.gander.application.model;

import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Queries a session's model outside the conversation; nothing is stored.
public record Sampling(ConfiguredModel model, SessionId sessionId) {
  private static final String DEFAULT_SYSTEM =
      "You are a helpful assistant. Answer the request as it stands.";

  /// An answer as the model gave it.
  ///
  /// @param atLimit whether it has as many tokens as it could: the rest is missing
  public record Said(Message message, boolean atLimit) {}

  /// Asks with texts and images, and without tools.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public SamplingAnswer answer(SamplingRequest request) throws InterruptedException {
    return ask(
        new ProviderRequest(
                model.model(),
                sessionId.value(),
                Objects.requireNonNullElse(request.system(), DEFAULT_SYSTEM),
                request.messages(),
                List.of())
            .withPurpose(CallPurpose.SAMPLING));
  }

  /// Asks with tools, whose calls are part of the answer.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public Said ask(String system, String question, List<Tool> tools) throws InterruptedException {
    ProviderRequest request =
        new ProviderRequest(
                model.model(),
                sessionId.value(),
                system,
                List.of(Message.user(null, 0, new Content.Text(question))),
                tools)
            .withPurpose(CallPurpose.SAMPLING);
    FragmentJoin said = new FragmentJoin();
    boolean atLimit = false;
    try (var stream = model.provider().stream(request)) {
      for (Optional<Delta> delta = stream.next(); delta.isPresent(); delta = stream.next()) {
        Optional.ofNullable(delta.get().message()).ifPresent(said::add);
        atLimit |= delta.get().usage() != null && isAtLimit(delta.get().usage());
      }
    }
    List<Content> content =
        said.messages().stream().flatMap(message -> message.content().stream()).toList();
    return new Said(Message.assistant(null, 0).withContent(content), atLimit);
  }

  private boolean isAtLimit(ProviderUsage usage) {
    Integer most = model.model().maxTokens();
    Long used = usage.tokens().output();
    return most != null && used != null && used >= most;
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
