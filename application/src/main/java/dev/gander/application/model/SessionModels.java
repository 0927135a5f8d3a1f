package dev.gander.application.model;

import static java.util.Objects.requireNonNull;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.model.ModelNotReady.Reason;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides which model a session uses, and creates its provider.
///
/// @param maker creates the providers that will be called
public record SessionModels(
    ProviderRegistry registry,
    ActiveModel active,
    ModelResolution resolution,
    ProviderSettings settings,
    Maker maker) {

  /// Creates providers; a place to intercept their calls.
  @FunctionalInterface
  public interface Maker {
    /// Throws like [ProviderFactory#create].
    Provider make(ProviderFactory factory, ProviderSettings settings);
  }

  /// Creates providers without intercepting their calls.
  public SessionModels(
      ProviderRegistry registry,
      ActiveModel active,
      ModelResolution resolution,
      ProviderSettings settings) {
    this(registry, active, resolution, settings, ProviderFactory::create);
  }

  /// @param model complete and ready for use
  /// @param stored the configuration to store in the session
  public record Restored(ConfiguredModel model, String provider, ModelConfig stored) {
    public SessionModel asStored() {
      return new SessionModel(provider, stored);
    }

    /// Whether the session does not contain this yet.
    public boolean changes(Session session) {
      return !asStored().equals(session.model());
    }
  }

  /// The model of a stored session: its own provider and model, else the active ones. If the
  /// session's provider no longer exists, the active ones replace it.
  ///
  /// @throws ModelNotReady if there is no provider or no model, or the provider cannot be created
  public Restored restore(Session session) {
    return restore(session.model());
  }

  /// The same for a session that does not exist yet.
  public Restored restore(SessionModel model) {
    ActiveModel.Choice current = active.current();
    String name =
        Optional.ofNullable(model.provider())
            .or(() -> Optional.ofNullable(current.provider()))
            .orElseThrow(() -> new ModelNotReady(new Reason.NoProvider()));
    ModelConfig own = model.config();
    if (own == null && current.model() == null) {
      throw new ModelNotReady(new Reason.NoModel());
    }
    return registry
        .find(name)
        .map(factory -> restored(factory, own, current))
        .orElseGet(() -> fallBack(name, current));
  }

  private Restored restored(
      ProviderFactory factory, @Nullable ModelConfig own, ActiveModel.Choice current) {
    return own == null
        ? fromSettings(factory, requireNonNull(current.model()))
        : fromSession(factory, own);
  }

  private Restored fallBack(String gone, ActiveModel.Choice current) {
    Optional<ProviderFactory> factory =
        Optional.ofNullable(current.provider())
            .filter(name -> !name.equals(gone))
            .flatMap(registry::find);
    String model = current.model();
    if (factory.isEmpty() || model == null) {
      throw new ModelNotReady(new Reason.UnknownProvider(gone));
    }
    return fromSettings(factory.get(), model);
  }

  private Restored fromSession(ProviderFactory factory, ModelConfig stored) {
    return restored(factory, stored, false);
  }

  private Restored fromSettings(ProviderFactory factory, String model) {
    return restored(factory, ModelConfig.of(model), true);
  }

  private Restored restored(ProviderFactory factory, ModelConfig given, boolean storeResolved) {
    try {
      ModelConfig model = resolution.resolve(factory, given);
      return new Restored(
          configured(factory, model), factory.metadata().name(), storeResolved ? model : given);
    } catch (ProviderException | InvalidInput e) {
      throw new ModelNotReady(new Reason.NotMade(e.text()), e);
    }
  }

  /// A provider with its default model.
  ///
  /// @throws InvalidInput if it does not exist, or a model setting is invalid
  /// @throws ProviderException if a key is missing or invalid
  public ConfiguredModel makeDefault(String provider) {
    ProviderFactory factory = known(provider);
    return make(factory, factory.metadata().defaultModel());
  }

  /// A provider with a model; throws like [#makeDefault].
  public ConfiguredModel make(String provider, String model) {
    return make(known(provider), model);
  }

  private ConfiguredModel make(ProviderFactory factory, String model) {
    return alone(factory, resolution.resolve(factory, ModelConfig.of(model)));
  }

  private ProviderFactory known(String provider) {
    return registry
        .find(provider)
        .orElseThrow(() -> new InvalidInput("Unknown provider: " + provider));
  }

  /// A model for a session, with its lead if it has one.
  ///
  /// @throws InvalidInput if a model setting is invalid
  /// @throws ProviderException if a provider's key is missing or invalid
  public ConfiguredModel configured(ProviderFactory factory, ModelConfig model) {
    return LeadSettings.read(resolution.settings())
        .map(lead -> led(alone(factory, model), factory, lead))
        .orElseGet(() -> alone(factory, model));
  }

  private ConfiguredModel led(ConfiguredModel worker, ProviderFactory own, LeadSettings lead) {
    ProviderFactory factory = lead.provider() == null ? own : known(lead.provider());
    ModelConfig wanted = ModelConfig.of(lead.model()).withContextLimit(lead.contextLimit());
    ConfiguredModel leading = alone(factory, resolution.resolve(factory, wanted));
    ModelConfig led =
        lead.workerContextLimit() == null
            ? worker.model()
            : worker.model().withContextLimit(lead.workerContextLimit());
    return worker.led(led, new LeadModel(leading, lead.rules()));
  }

  private ConfiguredModel alone(ProviderFactory factory, ModelConfig model) {
    Provider provider =
        DiscreetProvider.of(() -> maker.make(factory, settings), settings.knownSecrets());
    return new ConfiguredModel(
        provider,
        model,
        resolution.fastModel(factory, provider).orElse(null),
        null,
        resolution.signer(provider.name(), model.modelName()));
  }
}
