package dev.gander.domain.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the settings pages show about a provider. To ask the fast model, see
/// [Provider#fastModel()].
public record ProviderMetadata(
    String name,
    String displayName,
    String description,
    String defaultModel,
    @Nullable String fastModel,
    List<ModelInfo> knownModels,
    String modelDocLink,
    List<ConfigKey> configKeys) {
  public ProviderMetadata {
    knownModels = List.copyOf(knownModels);
    configKeys = List.copyOf(configKeys);
  }

  /// A setting or secret that configures a provider. `primary` keys are asked for first;
  /// `oauthFlow` and `deviceCodeFlow` keys are got by signing in.
  public record ConfigKey(
      String name,
      boolean required,
      boolean secret,
      @Nullable String defaultValue,
      boolean oauthFlow,
      boolean deviceCodeFlow,
      boolean primary) {
    public static ConfigKey secret(String name) {
      return new ConfigKey(name, true, true, null, false, false, true);
    }

    public static ConfigKey setting(String name, @Nullable String defaultValue) {
      return new ConfigKey(name, false, false, defaultValue, false, false, false);
    }
  }
}
