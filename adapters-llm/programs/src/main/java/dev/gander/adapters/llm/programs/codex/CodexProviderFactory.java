package dev.gander.adapters.llm.programs.codex;

import dev.gander.adapters.llm.catalog.table.TableFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;

/// Makes the provider `codex`.
public final class CodexProviderFactory extends TableFactory {
  static final String NAME = "codex";

  public CodexProviderFactory() {
    this(ClientEnvironment.real());
  }

  CodexProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new CodexProvider(
        InstalledProgram.configured(settings, "CODEX_COMMAND", "codex"),
        settings,
        environment(),
        log(settings));
  }
}
