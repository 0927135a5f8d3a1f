package dev.gander.application.subagent;

import dev.gander.application.agent.Agent;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chooses the model of a sub-agent: the one that the order names, else that of its recipe, of the
/// settings, or of the session that delegates. Provider and model are chosen each by itself.
record ChildModels(SessionModels models, SubAgentSettings settings) {

  /// @param recipe of the task
  /// @throws InvalidInput if there is no such provider
  /// @throws dev.gander.domain.model.ModelNotReady if it cannot be used
  SessionModel choose(DelegateOrder order, Recipe recipe, Session parent, Agent agent) {
    Optional<String> provider = order.provider().or(recipe::provider).or(settings::provider);
    Optional<String> model = order.model().or(recipe::model).or(settings::model);
    SessionModel own = own(parent, agent);
    provider.ifPresent(this::requireKnown);
    return checked(
        new SessionModel(
            provider.orElse(own.provider()), config(own, provider, model, order.temperature())));
  }

  /// The session's, or what its agent uses because the session says nothing.
  private static SessionModel own(Session parent, Agent agent) {
    SessionModel stored = parent.model();
    Optional<ConfiguredModel> used = agent.model();
    String provider =
        Optional.ofNullable(stored.provider())
            .or(() -> used.map(it -> it.provider().name()))
            .orElse(null);
    ModelConfig config =
        Optional.ofNullable(stored.config())
            .or(() -> used.map(ConfiguredModel::model))
            .orElse(null);
    return new SessionModel(provider, config);
  }

  /// Limits belong to a model, and are found anew for another one.
  private static ModelConfig config(
      SessionModel own,
      Optional<String> provider,
      Optional<String> model,
      Optional<Double> temperature) {
    ModelConfig before = own.config();
    String name =
        model
            .or(() -> Optional.ofNullable(before).map(ModelConfig::modelName))
            .orElseThrow(() -> new InvalidInput("The session has no model"));
    boolean elsewhere = provider.filter(other -> !other.equals(own.provider())).isPresent();
    ModelConfig chosen =
        before == null || elsewhere || !before.modelName().equals(name)
            ? another(name, before)
            : before;
    return temperature.map(chosen::withTemperature).orElse(chosen);
  }

  private static ModelConfig another(String name, @Nullable ModelConfig before) {
    ModelConfig fresh = ModelConfig.of(name);
    return before == null
        ? fresh
        : fresh
            .withTemperature(before.temperature())
            .withToolshim(before.toolshim(), before.toolshimModel())
            .withRequestParams(before.requestParams());
  }

  private void requireKnown(String provider) {
    if (models.registry().find(provider).isEmpty()) {
      throw new InvalidInput("Unknown provider: " + provider);
    }
  }

  private SessionModel checked(SessionModel chosen) {
    SessionModels.Restored restored = models.restore(chosen);
    restored.model().close();
    return restored.asStored();
  }
}
