package dev.gander.adapters.http.acp;

import dev.gander.application.api.UseCases;
import java.util.Map;
import java.util.Optional;

/// The supported methods, by name.
public final class AcpMethods {
  /// The prefix of goose's own methods; 1.35 left out the second part.
  private static final String CUSTOM = "_goose/";

  private static final String UNSTABLE = "unstable/";

  private final Map<String, AcpMethod> core;
  private final Map<String, AcpMethod> custom;

  public AcpMethods(UseCases use) {
    var extensions = new ConfiguredExtensionsMethods(use.config());
    core = Map.of("initialize", new Initialize(use.status().systemInfo().version()));
    custom =
        Map.of(
            "config/extensions", extensions::list,
            "config/extensions/list", extensions::list);
  }

  Optional<AcpMethod> find(String name) {
    if (!name.startsWith(CUSTOM)) {
      return Optional.ofNullable(core.get(name));
    }
    String rest = name.substring(CUSTOM.length());
    String plain = rest.startsWith(UNSTABLE) ? rest.substring(UNSTABLE.length()) : rest;
    return Optional.ofNullable(custom.get(plain));
  }
}
