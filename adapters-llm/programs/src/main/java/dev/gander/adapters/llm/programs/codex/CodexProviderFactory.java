package dev.gander.adapters.llm.programs.codex;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.Set;

/// Creates the provider `codex`.
public final class CodexProviderFactory extends ProgramFactory {
  static final String NAME = "codex";

  /// The variables that its documentation names for signing in.
  private static final Set<String> KEYS =
      Set.of("OPENAI_API_KEY", "CODEX_API_KEY", "AZURE_OPENAI_API_KEY");

  public CodexProviderFactory() {
    super(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings, ClientEnvironment environment) {
    return new CodexProvider(
        InstalledProgram.configured(settings, "CODEX_COMMAND", "codex", KEYS),
        settings,
        environment,
        new RequestLog(settings, environment.uuids()));
  }
}
