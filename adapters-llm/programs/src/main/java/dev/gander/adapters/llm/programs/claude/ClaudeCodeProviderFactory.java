package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.RequestLog;
import java.time.Duration;

/// Creates the provider `claude-code`.
public final class ClaudeCodeProviderFactory extends ProgramFactory {
  static final String NAME = "claude-code";

  private final Duration timeToStart;

  public ClaudeCodeProviderFactory() {
    this(Duration.ofSeconds(60));
  }

  /// @param timeToStart how long a program may take from its start to its first output
  ClaudeCodeProviderFactory(Duration timeToStart) {
    super(NAME);
    this.timeToStart = timeToStart;
  }

  @Override
  public Provider create(ProviderSettings settings, ClientEnvironment environment) {
    return new ClaudeCodeProvider(
        InstalledProgram.configured(settings, "CLAUDE_CODE_COMMAND", "claude"),
        environment,
        timeToStart,
        new RequestLog(settings, environment.uuids()));
  }
}
