package dev.gander.adapters.llm.cli.cursor;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.TableFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `cursor-agent`.
public final class CursorAgentProviderFactory extends TableFactory {
  static final String NAME = "cursor-agent";

  public CursorAgentProviderFactory() {
    this(Surroundings.real());
  }

  CursorAgentProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new CursorAgentProvider(
        InstalledProgram.configured(settings, "CURSOR_AGENT_COMMAND", "cursor-agent"),
        surroundings(),
        log(settings));
  }
}
