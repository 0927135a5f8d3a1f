package dev.gander.application.model;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.Signer;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A session's model, ready for use. `fastModel` is a cheaper model of the same provider, with its
/// own limits, for small tasks such as suggesting a title; null if there is none. `leadModel`
/// shares the work with it; null for a model that works alone. `signer` signs its answers.
public record ConfiguredModel(
    Provider provider,
    ModelConfig model,
    @Nullable ModelConfig fastModel,
    @Nullable LeadModel leadModel,
    Signer signer) {

  /// A model that works alone, with signatures that only its provider accepts.
  public ConfiguredModel(Provider provider, ModelConfig model, @Nullable ModelConfig fastModel) {
    this(provider, model, fastModel, null, new Signer(provider.name()));
  }

  /// The same model, with the context limit reported by its service if it is not known otherwise.
  /// May query the service.
  public ConfiguredModel withToldLimit() throws InterruptedException {
    if (model.contextLimit() != null) {
      return this;
    }
    OptionalInt told = provider.contextLimit(model.modelName());
    return told.isEmpty()
        ? this
        : new ConfiguredModel(
            provider, model.withContextLimit(told.getAsInt()), fastModel, leadModel, signer);
  }

  /// The same model with a lead.
  ///
  /// @param led its configuration while it is led
  ConfiguredModel led(ModelConfig led, LeadModel lead) {
    return new ConfiguredModel(provider, led, fastModel, lead, signer);
  }

  /// The configuration for small tasks; empty if there is no separate model for them.
  public Optional<ModelConfig> fast() {
    return Optional.ofNullable(fastModel);
  }

  public Optional<LeadModel> lead() {
    return Optional.ofNullable(leadModel);
  }

  /// Releases what its providers keep: see [Provider#close()].
  public void close() {
    provider.close();
    lead().ifPresent(lead -> lead.model().close());
  }
}
