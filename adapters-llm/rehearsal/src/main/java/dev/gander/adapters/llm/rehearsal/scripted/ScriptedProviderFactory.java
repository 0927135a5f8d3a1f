package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.List;

/// Creates the provider `scripted`.
public final class ScriptedProviderFactory implements ProviderFactory {
  private static final int CONTEXT = 128_000;

  private final AttemptCounts tries = new AttemptCounts();
  private final ClientEnvironment environment;

  public ScriptedProviderFactory() {
    this(ClientEnvironment.real());
  }

  ScriptedProviderFactory(ClientEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        MessageScriptProvider.MODEL,
        "Scripted",
        "Plays a small script in your message: for a first look, demos and tests, without a key",
        MessageScriptProvider.MODEL,
        MessageScriptProvider.FAST_MODEL,
        List.of(
            ModelInfo.of(MessageScriptProvider.MODEL, CONTEXT),
            ModelInfo.of(MessageScriptProvider.FAST_MODEL, CONTEXT)),
        "",
        List.of());
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new MessageScriptProvider(tries, environment);
  }
}
