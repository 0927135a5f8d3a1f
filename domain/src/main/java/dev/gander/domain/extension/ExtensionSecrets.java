package dev.gander.domain.extension;

import dev.gander.domain.config.KnownSecrets;

/// What a user gave an extension and may be a secret.
public final class ExtensionSecrets {
  private ExtensionSecrets() {}

  /// Adds the values of its variables and headers, and what is secret in its address.
  ///
  /// @param config resolved or not
  public static void addTo(KnownSecrets known, ExtensionConfig config) {
    switch (config) {
      case ExtensionConfig.Stdio stdio -> known.addValues(stdio.envs());
      case ExtensionConfig.StreamableHttp http -> {
        known.addValues(http.envs());
        known.addValues(http.headers());
        known.addAddress(http.uri());
      }
      case ExtensionConfig.Sse sse -> {
        if (sse.uri() != null) {
          known.addAddress(sse.uri());
        }
      }
      case ExtensionConfig.Builtin _,
          ExtensionConfig.Platform _,
          ExtensionConfig.Frontend _,
          ExtensionConfig.InlinePython _ -> {}
    }
  }
}
