package dev.gander.application.extension;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.extension.PlatformExtensions;
import java.util.List;

/// Resolves a configuration's secrets and variables, then starts it with the first matching
/// connector.
///
/// @param connectors tried in this order
/// @param secrets never contained in failures
public record ExtensionStarter(
    List<ExtensionConnector> connectors, ExtensionResolver resolver, KnownSecrets secrets) {
  public ExtensionStarter {
    connectors = List.copyOf(connectors);
  }

  /// @throws ExtensionException if a secret is missing or cannot be read
  ExtensionConfig resolve(ExtensionConfig config) {
    try {
      return resolver.resolve(config);
    } catch (StorageException e) {
      throw new ExtensionException("Failed to read its secrets: " + e.text(), e);
    }
  }

  /// @throws ExtensionException if no connector handles it, or starting fails
  Extension start(ExtensionConfig resolved, ExtensionHost host) throws InterruptedException {
    for (ExtensionConnector connector : connectors) {
      if (connector.connects(resolved)) {
        return DiscreetExtension.started(() -> connector.connect(resolved, host), secrets);
      }
    }
    return withoutConnector(resolved);
  }

  /// See [ExtensionConnector#logIn].
  boolean logIn(ExtensionConfig resolved) throws InterruptedException {
    for (ExtensionConnector connector : connectors) {
      if (connector.connects(resolved)) {
        return DiscreetExtension.made(() -> connector.logIn(resolved), secrets);
      }
    }
    return false;
  }

  private static Extension withoutConnector(ExtensionConfig config) {
    if (config instanceof ExtensionConfig.Sse) {
      throw ExtensionException.invalidConfig("SSE is unsupported, migrate to streamable_http");
    }
    boolean platform =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    if (platform && PlatformExtensions.find(config.key()).isPresent()) {
      return new AbsentExtension();
    }
    throw ExtensionException.invalidConfig("Unknown extension: " + config.name());
  }
}
