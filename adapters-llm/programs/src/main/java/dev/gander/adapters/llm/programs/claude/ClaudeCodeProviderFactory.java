package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.catalog.table.TableFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import java.time.Duration;

/// Makes the provider `claude-code`.
public final class ClaudeCodeProviderFactory extends TableFactory {
  static final String NAME = "claude-code";

  private final Duration timeToStart;

  public ClaudeCodeProviderFactory() {
    this(ClientEnvironment.real(), Duration.ofSeconds(60));
  }

  /// @param timeToStart after which a program that was started should have said something
  ClaudeCodeProviderFactory(ClientEnvironment environment, Duration timeToStart) {
    super(NAME, environment);
    this.timeToStart = timeToStart;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new ClaudeCodeProvider(
        InstalledProgram.configured(settings, "CLAUDE_CODE_COMMAND", "claude"),
        environment(),
        timeToStart,
        log(settings));
  }
}
