package dev.gander.adapters.llm.cli.cursor;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// Makes the provider `cursor-agent`.
public final class CursorAgentProviderFactory implements ProviderFactory {
  static final String NAME = "cursor-agent";

  private final Surroundings surroundings;

  public CursorAgentProviderFactory() {
    this(Surroundings.real());
  }

  CursorAgentProviderFactory(Surroundings surroundings) {
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
    return new CursorAgentProvider(
        InstalledProgram.configured(settings, "CURSOR_AGENT_COMMAND", "cursor-agent"),
        surroundings,
        new RequestLog(settings, surroundings.uuids()));
  }
}
