package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.provider.ModelSettingsInvalid;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sets the provider and model that a session uses from its next call on.
public final class UpdateProvider {
  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final SessionModels models;
  private final ProviderSetup setup;
  private final LiveAgents agents;

  public UpdateProvider(
      SessionStore sessions,
      ConversationStore conversations,
      SessionModels models,
      ProviderSetup setup,
      LiveAgents agents) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.models = models;
    this.setup = setup;
    this.agents = agents;
  }

  /// @param model null for the configured one
  /// @param contextLimit in tokens
  /// @param requestParams for every request to the model; null for none
  public record Choice(
      String provider,
      @Nullable String model,
      @Nullable Integer contextLimit,
      @Nullable JsonObject requestParams) {}

  /// The provider is checked before the session; a failure changes nothing.
  ///
  /// @throws InvalidInput if there is no model, no such provider, or it is not configured
  /// @throws ProviderNotMade if the provider cannot be created
  /// @throws ModelSettingsInvalid if a model setting is invalid
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void update(SessionId id, Choice choice) throws InterruptedException {
    String modelName =
        Optional.ofNullable(choice.model())
            .or(models.active()::model)
            .orElseThrow(() -> new InvalidInput("No model specified"));
    ProviderFactory factory = setup.configured(choice.provider());
    ModelConfig own = complete(factory, wanted(choice, modelName));
    ConfiguredModel model = make(factory, own);
    Session before = sessions.get(id);
    sessions.update(id, details -> details.withModel(new SessionModel(choice.provider(), own)));
    Optional<Agent> agent = agents.find(id);
    Optional<Signer> signer = signer(before, agent);
    if (agent.isPresent()) {
      agent.get().useModel(model);
    }
    // After the agent has the new model: from now on it records the signer of its messages itself.
    signer
        .filter(old -> !old.equals(model.signer()))
        .ifPresent(old -> conversations.updateMetadata(id, old::noteFor));
  }

  /// The signer of the session's existing messages; empty if unknown.
  private Optional<Signer> signer(Session session, Optional<Agent> agent) {
    SessionModel model = session.model();
    return model.provider() == null || model.config() == null
        ? agent.flatMap(Agent::model).map(ConfiguredModel::signer)
        : Optional.of(models.resolution().signer(model.provider(), model.config().modelName()));
  }

  private static ModelConfig wanted(Choice choice, String modelName) {
    return ModelConfig.of(modelName)
        .withContextLimit(choice.contextLimit())
        .withRequestParams(choice.requestParams());
  }

  private ModelConfig complete(ProviderFactory factory, ModelConfig wanted) {
    ModelConfig resolved = resolve(factory, wanted);
    return resolved.withReasoning(models.resolution().reasons(resolved));
  }

  private ConfiguredModel make(ProviderFactory factory, ModelConfig own) {
    try {
      return models.configured(factory, own);
    } catch (ProviderException e) {
      throw new ProviderNotMade(factory.metadata().name(), e);
    }
  }

  private ModelConfig resolve(ProviderFactory factory, ModelConfig wanted) {
    try {
      return models.resolution().resolve(factory, wanted);
    } catch (InvalidInput e) {
      throw new ModelSettingsInvalid(e);
    }
  }
}
