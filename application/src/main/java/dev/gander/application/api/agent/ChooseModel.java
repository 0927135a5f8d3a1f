package dev.gander.application.api.agent;

import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.SessionModels;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionStore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model of a session, and changes of its parts: provider, model, thinking effort.
public final class ChooseModel {
  /// How much a model may think, least first.
  public static final List<String> EFFORTS = List.of("off", "low", "medium", "high", "max");

  private static final String OFF = "off";
  private static final String EFFORT = "thinking_effort";

  private final SessionStore sessions;
  private final SessionModels models;
  private final UpdateProvider update;

  public ChooseModel(SessionStore sessions, SessionModels models, UpdateProvider update) {
    this.sessions = sessions;
    this.models = models;
    this.update = update;
  }

  /// A session and its model; null values come from the settings when it is prompted.
  ///
  /// @param reasons whether the model can think
  /// @param effort one of [#EFFORTS]; `off` for a model that cannot think
  public record Chosen(
      Session session,
      @Nullable String provider,
      @Nullable String model,
      boolean reasons,
      String effort) {}

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public Chosen chosen(SessionId id) {
    Session session = sessions.get(id);
    String provider = session.model().provider();
    ModelConfig config = session.model().config();
    boolean reasons = provider != null && config != null && reasons(provider, config);
    return new Chosen(
        session,
        provider,
        config == null ? null : config.modelName(),
        reasons,
        reasons ? effort(Objects.requireNonNull(config)) : OFF);
  }

  private boolean reasons(String provider, ModelConfig config) {
    ModelResolution resolution = models.resolution();
    Optional<ProviderFactory> factory = models.registry().find(provider);
    return resolution.reasons(
        factory.isEmpty() ? config : resolution.resolve(factory.get(), config));
  }

  /// What the session says, else the settings.
  private String effort(ModelConfig config) {
    return Optional.ofNullable(config.requestParams())
        .flatMap(params -> params.text(EFFORT))
        .or(() -> models.resolution().settings().text("GOOSE_THINKING_EFFORT"))
        .map(ChooseModel::plain)
        .filter(EFFORTS::contains)
        .orElse(OFF);
  }

  private static String plain(String effort) {
    String word = effort.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "none", "disabled" -> OFF;
      case "med" -> "medium";
      case "xhigh" -> "max";
      default -> word;
    };
  }

  /// Chooses a provider, with the model last used with it, else its usual one.
  ///
  /// @param provider null for provider and model of the settings
  /// @throws InvalidInput if there is no such provider, or it is not configured
  /// @throws ModelNotReady if the settings name none
  /// @throws dev.gander.application.api.provider.ProviderNotMade if the provider cannot be created
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void chooseProvider(SessionId id, @Nullable String provider) throws InterruptedException {
    ModelConfig before = sessions.get(id).model().config();
    ActiveModel.Choice active = models.active().current();
    String name = provider == null ? active.provider() : provider;
    if (name == null) {
      throw new ModelNotReady(new ModelNotReady.Reason.NoProvider());
    }
    String model = provider == null ? active.model() : usualModel(provider);
    if (model == null) {
      throw new ModelNotReady(new ModelNotReady.Reason.NoModel());
    }
    choose(id, name, model, before);
  }

  private String usualModel(String provider) {
    return models
        .active()
        .savedModel(provider)
        .or(() -> models.registry().find(provider).map(it -> it.metadata().defaultModel()))
        .orElseThrow(() -> new InvalidInput("Unknown provider: " + provider));
  }

  /// Chooses a model of the session's provider; its thinking effort stays. Throws as
  /// [#chooseProvider].
  public void chooseModel(SessionId id, String model) throws InterruptedException {
    if (model.isBlank()) {
      throw new InvalidInput("Invalid model config: a model needs a name");
    }
    SessionModel now = model(id);
    choose(id, Objects.requireNonNull(now.provider()), model, now.config());
  }

  /// Chooses how much the model may think; kept for a model that cannot. Throws as
  /// [#chooseProvider].
  ///
  /// @throws InvalidInput if it is none of [#EFFORTS]
  public void chooseEffort(SessionId id, String effort) throws InterruptedException {
    if (!EFFORTS.contains(effort)) {
      throw new InvalidInput("Invalid thinking effort: " + effort);
    }
    SessionModel now = model(id);
    ModelConfig config = Objects.requireNonNull(now.config());
    update.update(
        id,
        new UpdateProvider.Choice(
            Objects.requireNonNull(now.provider()),
            config.modelName(),
            config.contextLimit(),
            config.withThinkingEffort(effort).requestParams()));
  }

  /// The session's own, else that of the settings; complete.
  private SessionModel model(SessionId id) {
    SessionModels.Restored restored = models.restore(sessions.get(id));
    restored.model().close();
    return restored.asStored();
  }

  private void choose(SessionId id, String provider, String model, @Nullable ModelConfig before)
      throws InterruptedException {
    Json effort =
        before == null || before.requestParams() == null
            ? null
            : before.requestParams().get(EFFORT);
    JsonObject params = effort == null ? null : JsonObject.of(EFFORT, effort);
    update.update(id, new UpdateProvider.Choice(provider, model, null, params));
  }
}
