package dev.gander.domain.tunnel;

import dev.gander.domain.config.Settings;
import java.util.Map;

/// Provided to the service loader by a module that can link to relays. Thread-safe.
public interface TunnelLinksFactory {
  /// Opens no connection yet.
  ///
  /// @param settings may name certificates
  /// @param variables the environment, which may name proxies
  TunnelLinks create(Settings settings, Map<String, String> variables);
}
