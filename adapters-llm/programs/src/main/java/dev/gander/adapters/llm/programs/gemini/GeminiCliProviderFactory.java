package dev.gander.adapters.llm.programs.gemini;

import dev.gander.adapters.llm.catalog.table.TableFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;

/// Makes the provider `gemini-cli`.
public final class GeminiCliProviderFactory extends TableFactory {
  static final String NAME = "gemini-cli";

  public GeminiCliProviderFactory() {
    this(ClientEnvironment.real());
  }

  GeminiCliProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new GeminiCliProvider(
        InstalledProgram.configured(settings, "GEMINI_CLI_COMMAND", "gemini"),
        environment(),
        log(settings));
  }
}
