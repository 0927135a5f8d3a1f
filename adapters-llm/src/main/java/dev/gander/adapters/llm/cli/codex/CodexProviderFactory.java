package dev.gander.adapters.llm.cli.codex;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.TableFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `codex`.
public final class CodexProviderFactory extends TableFactory {
  static final String NAME = "codex";

  public CodexProviderFactory() {
    this(Surroundings.real());
  }

  CodexProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new CodexProvider(
        InstalledProgram.configured(settings, "CODEX_COMMAND", "codex"),
        settings,
        surroundings(),
        log(settings));
  }
}
