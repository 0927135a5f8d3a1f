package dev.gander.adapters.llm.programs.cursor;

import dev.gander.adapters.llm.catalog.table.TableFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;

/// Makes the provider `cursor-agent`.
public final class CursorAgentProviderFactory extends TableFactory {
  static final String NAME = "cursor-agent";

  public CursorAgentProviderFactory() {
    this(ClientEnvironment.real());
  }

  CursorAgentProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new CursorAgentProvider(
        InstalledProgram.configured(settings, "CURSOR_AGENT_COMMAND", "cursor-agent"),
        environment(),
        log(settings));
  }
}
