package dev.gander.adapters.llm.cli.gemini;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `gemini-cli`.
public final class GeminiCliProviderFactory implements ProviderFactory {
  static final String NAME = "gemini-cli";

  private final Surroundings surroundings;

  public GeminiCliProviderFactory() {
    this(Surroundings.real());
  }

  GeminiCliProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProviderMetadata metadata() {
    return ProviderTable.metadata(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new GeminiCliProvider(
        InstalledProgram.configured(settings, "GEMINI_CLI_COMMAND", "gemini"),
        surroundings,
        new RequestLog(settings, surroundings.uuids()));
  }
}
