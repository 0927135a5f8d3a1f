package dev.gander.adapters.llm.programs.gemini;

import dev.gander.adapters.llm.programs.ProgramFactory;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.Set;

/// Creates the provider `gemini-cli`.
public final class GeminiCliProviderFactory extends ProgramFactory {
  static final String NAME = "gemini-cli";

  /// The variables that its documentation names for signing in.
  private static final Set<String> KEYS =
      Set.of(
          "GEMINI_API_KEY",
          "GOOGLE_API_KEY",
          "GOOGLE_APPLICATION_CREDENTIALS",
          "GOOGLE_CLOUD_ACCESS_TOKEN");

  public GeminiCliProviderFactory() {
    super(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings, ClientEnvironment environment) {
    return new GeminiCliProvider(
        InstalledProgram.configured(settings, "GEMINI_CLI_COMMAND", "gemini", KEYS),
        environment,
        new RequestLog(settings, environment.uuids()));
  }
}
