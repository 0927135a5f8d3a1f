package dev.gander.application.model;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.Signer;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The model that a session talks to, ready for use. `fastModel` is a cheaper model of the same
/// provider, with limits of its own, for small jobs such as finding a title; null if there is none.
/// `leadModel` shares the work with it; null for a model that works alone. `signer` signs its
/// answers.
public record ConfiguredModel(
    Provider provider,
    ModelConfig model,
    @Nullable ModelConfig fastModel,
    @Nullable LeadModel leadModel,
    Signer signer) {

  /// A model that works alone and whose signatures its provider alone knows.
  public ConfiguredModel(Provider provider, ModelConfig model, @Nullable ModelConfig fastModel) {
    this(provider, model, fastModel, null, new Signer(provider.name()));
  }

  /// The same model, with the limit of its context that its service tells where nobody else does.
  /// The service may have to be asked.
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

  /// The same model, led by another.
  ///
  /// @param led how it is asked then
  ConfiguredModel led(ModelConfig led, LeadModel lead) {
    return new ConfiguredModel(provider, led, fastModel, lead, signer);
  }

  /// The configuration for small jobs; empty when there is no model of its own for them.
  public Optional<ModelConfig> fast() {
    return Optional.ofNullable(fastModel);
  }

  public Optional<LeadModel> lead() {
    return Optional.ofNullable(leadModel);
  }

  /// Lets go of what its providers keep: see [Provider#close()].
  public void close() {
    provider.close();
    lead().ifPresent(lead -> lead.model().close());
  }
}
