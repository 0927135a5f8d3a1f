package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.time.Duration;
import java.util.Set;

/// Creates the provider `claude-code`.
public final class ClaudeCodeProviderFactory extends ProgramFactory {
  static final String NAME = "claude-code";

  /// How Claude Code is signed in, by Anthropic or by the cloud that it is used through.
  private static final Set<String> KEYS =
      Set.of(
          "ANTHROPIC_API_KEY",
          "ANTHROPIC_AUTH_TOKEN",
          "ANTHROPIC_CUSTOM_HEADERS",
          "ANTHROPIC_FOUNDRY_API_KEY",
          "AWS_BEARER_TOKEN_BEDROCK",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "CLAUDE_CODE_API_KEY_HELPER_TTL_MS",
          "CLAUDE_CODE_CLIENT_KEY",
          "CLAUDE_CODE_CLIENT_KEY_PASSPHRASE",
          "CLAUDE_CODE_OAUTH_TOKEN",
          "GOOGLE_APPLICATION_CREDENTIALS");

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
        InstalledProgram.configured(settings, "CLAUDE_CODE_COMMAND", "claude", KEYS),
        environment,
        timeToStart,
        new RequestLog(settings, environment.uuids()));
  }
}
