package org.example.program;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.util.List;
import java.util.Map;

/// Creates the provider `program`. Gander calls the constructor and [#metadata()] once, at its
/// start; neither does any work.
public final class ProgramProviderFactory implements ProviderFactory {
  static final String NAME = "program";
  static final String COMMAND = "PROGRAM_COMMAND";
  private static final String MODEL = "default";
  private static final int CONTEXT_TOKENS = 32_000;

  /// The content of settings pages. Users choose the provider by its name, and are asked for its
  /// keys.
  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        NAME,
        "A program",
        "Asks a program on this machine: it reads the conversation and writes the answer",
        MODEL,
        null,
        List.of(ModelInfo.of(MODEL, CONTEXT_TOKENS)),
        "",
        List.of(command()));
  }

  /// A setting that is required, not a secret, has no default, and is asked for first.
  private static ConfigKey command() {
    return new ConfigKey(COMMAND, true, false, null, false, false, true);
  }

  /// What programs may see of Gander's own environment; nothing if none may be started.
  private static ChildEnvironment environment(ProviderSettings settings) {
    return settings.programs().map(Programs::environment).orElse(ChildEnvironment.of(Map.of()));
  }

  /// Called for each session, and again when settings have changed. Starts nothing.
  @Override
  public Provider create(ProviderSettings settings) {
    return new ProgramProvider(settings.needSetting(COMMAND), environment(settings));
  }
}
