package dev.gander.adapters.llm.cli.claude;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;

/// Makes the provider `claude-code`.
public final class ClaudeCodeProviderFactory implements ProviderFactory {
  static final String NAME = "claude-code";

  private final Surroundings surroundings;
  private final Duration timeToStart;

  public ClaudeCodeProviderFactory() {
    this(Surroundings.real(), Duration.ofSeconds(60));
  }

  /// @param timeToStart after which a program that was started should have said something
  ClaudeCodeProviderFactory(Surroundings surroundings, Duration timeToStart) {
    this.surroundings = surroundings;
    this.timeToStart = timeToStart;
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
    return new ClaudeCodeProvider(
        InstalledProgram.configured(settings, "CLAUDE_CODE_COMMAND", "claude"),
        surroundings,
        timeToStart,
        new RequestLog(settings, surroundings.uuids()));
  }
}
