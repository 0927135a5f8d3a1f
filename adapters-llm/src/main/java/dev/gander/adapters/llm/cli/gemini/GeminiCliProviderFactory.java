package dev.gander.adapters.llm.cli.gemini;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.TableFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `gemini-cli`.
public final class GeminiCliProviderFactory extends TableFactory {
  static final String NAME = "gemini-cli";

  public GeminiCliProviderFactory() {
    this(Surroundings.real());
  }

  GeminiCliProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new GeminiCliProvider(
        InstalledProgram.configured(settings, "GEMINI_CLI_COMMAND", "gemini"),
        surroundings(),
        log(settings));
  }
}
