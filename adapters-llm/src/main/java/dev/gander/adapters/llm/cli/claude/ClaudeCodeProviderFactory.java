package dev.gander.adapters.llm.cli.claude;

import dev.gander.adapters.llm.cli.InstalledProgram;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.TableFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;

/// Makes the provider `claude-code`.
public final class ClaudeCodeProviderFactory extends TableFactory {
  static final String NAME = "claude-code";

  private final Duration timeToStart;

  public ClaudeCodeProviderFactory() {
    this(Surroundings.real(), Duration.ofSeconds(60));
  }

  /// @param timeToStart after which a program that was started should have said something
  ClaudeCodeProviderFactory(Surroundings surroundings, Duration timeToStart) {
    super(NAME, surroundings);
    this.timeToStart = timeToStart;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new ClaudeCodeProvider(
        InstalledProgram.configured(settings, "CLAUDE_CODE_COMMAND", "claude"),
        surroundings(),
        timeToStart,
        log(settings));
  }
}
