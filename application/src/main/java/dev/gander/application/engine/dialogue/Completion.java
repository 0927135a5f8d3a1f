package dev.gander.application.engine.dialogue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A complete answer to a request outside any conversation.
///
/// @param usage of the request; null if the service did not report it
public record Completion(Message message, @Nullable ProviderUsage usage) {
  private static final System.Logger LOG = System.getLogger(Completion.class.getName());

  /// @throws ProviderException if the model fails
  public static Completion of(Provider provider, ProviderRequest request)
      throws InterruptedException {
    FragmentJoin said = new FragmentJoin();
    ProviderUsage usage = null;
    try (ProviderStream stream = provider.stream(request)) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        Delta delta = next.get();
        usage = delta.usage() == null ? usage : delta.usage();
        if (delta.message() != null) {
          said.add(delta.message());
        }
      }
    }
    List<Content> content =
        said.messages().stream().flatMap(message -> message.content().stream()).toList();
    return new Completion(
        new Message(null, Role.ASSISTANT, 0, content, MessageMetadata.VISIBLE), usage);
  }

  /// Calls the cheap model first, and if it fails, the session's own model if that is a different
  /// one.
  ///
  /// @throws ProviderException if the session's own model fails
  public static Completion cheaply(
      ConfiguredModel model, String sessionId, CallPurpose purpose, String system, Message question)
      throws InterruptedException {
    if (model.fast().isPresent()) {
      ModelConfig fast = model.fast().get();
      try {
        return of(
            model.provider(), request(fast, sessionId, system, question).withPurpose(purpose));
      } catch (ProviderException e) {
        if (fast.modelName().equals(model.model().modelName())) {
          throw e;
        }
        LOG.log(Level.DEBUG, "the fast model failed, the main one is asked: {0}", e.display());
      }
    }
    return of(
        model.provider(), request(model.model(), sessionId, system, question).withPurpose(purpose));
  }

  private static ProviderRequest request(
      ModelConfig model, String sessionId, String system, Message question) {
    return new ProviderRequest(model, sessionId, system, List.of(question), List.of());
  }
}
