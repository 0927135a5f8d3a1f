package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /agent/update_provider`: chooses the model that the next provider call of a session goes
/// to.
public record UpdateProvider(
    SessionStore sessions,
    ConversationStore conversations,
    SessionModels models,
    ProviderSetup setup,
    LiveAgents agents) {

  /// @param model null for the configured one
  /// @param contextLimit in tokens
  /// @param requestParams for every request to the model; null for none
  public record Choice(
      String provider,
      @Nullable String model,
      @Nullable Integer contextLimit,
      @Nullable JsonObject requestParams) {}

  /// The provider is looked at before the session; a refusal changes nothing.
  ///
  /// @throws InvalidInput if there is no model, no such provider, or it is not configured
  /// @throws Unavailable if the provider cannot be made or the session does not exist
  public void update(SessionId id, Choice choice) throws InterruptedException {
    String modelName =
        Optional.ofNullable(choice.model())
            .or(models.active()::model)
            .orElseThrow(() -> new InvalidInput("No model specified"));
    ProviderFactory factory = setup.configured(choice.provider());
    ModelConfig own = complete(factory, wanted(choice, modelName));
    ConfiguredModel model = make(factory, own);
    Session before =
        sessions
            .find(id)
            .orElseThrow(
                () ->
                    new Unavailable(
                        "Failed to update provider: Failed to persist provider config to session"));
    sessions.update(id, now -> now.with().providerName(choice.provider()).modelConfig(own).build());
    Optional<Agent> agent = agents.find(id);
    Optional<Signer> signer = signer(before, agent);
    if (agent.isPresent()) {
      agent.get().useModel(model);
    }
    // After the agent knows: what it stores from now on it notes itself.
    signer
        .filter(old -> !old.equals(model.signer()))
        .ifPresent(old -> conversations.updateMetadata(id, old::noteFor));
  }

  /// Who has signed what the session holds; empty if nothing tells.
  private Optional<Signer> signer(Session session, Optional<Agent> agent) {
    return session.providerName() == null || session.modelConfig() == null
        ? agent.flatMap(Agent::model).map(ConfiguredModel::signer)
        : Optional.of(
            models.resolution().signer(session.providerName(), session.modelConfig().modelName()));
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
      String name = factory.metadata().name();
      throw new Unavailable("Failed to create " + name + " provider: " + e.text(), e);
    }
  }

  private ModelConfig resolve(ProviderFactory factory, ModelConfig wanted) {
    try {
      return models.resolution().resolve(factory, wanted);
    } catch (InvalidInput e) {
      throw new InvalidInput("Invalid model config: " + e.text());
    }
  }
}
