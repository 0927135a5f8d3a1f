package dev.gander.adapters.llm.cli.codex;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `codex`.
public final class CodexProviderFactory implements ProviderFactory {
  static final String NAME = "codex";

  private final Surroundings surroundings;

  public CodexProviderFactory() {
    this(Surroundings.real());
  }

  CodexProviderFactory(Surroundings surroundings) {
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
    return new CodexProvider(
        InstalledProgram.configured(settings, "CODEX_COMMAND", "codex"),
        settings,
        surroundings,
        new RequestLog(settings, surroundings.uuids()));
  }
}
