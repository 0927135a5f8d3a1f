package dev.gander.adapters.llm.programs.cursor;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.Set;

/// Creates the provider `cursor-agent`.
public final class CursorAgentProviderFactory extends ProgramFactory {
  static final String NAME = "cursor-agent";

  /// The variables that its documentation names for signing in.
  private static final Set<String> KEYS = Set.of("CURSOR_API_KEY", "CURSOR_AUTH_TOKEN");

  public CursorAgentProviderFactory() {
    super(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings, ClientEnvironment environment) {
    return new CursorAgentProvider(
        InstalledProgram.configured(settings, "CURSOR_AGENT_COMMAND", "cursor-agent", KEYS),
        environment,
        new RequestLog(settings, environment.uuids()));
  }
}
