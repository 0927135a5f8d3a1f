package dev.gander.application.extension;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.util.Set;

/// Starts the platform extensions that only need sessions and settings: `todo`, `tom` and the
/// extension manager.
///
/// @param home the meaning of `~`
public record StateExtensions(SessionStore sessions, TypedSettings settings, Path home)
    implements ExtensionConnector {
  private static final Set<String> KEYS =
      Set.of(TodoExtension.KEY, TomExtension.KEY, ExtensionDirectory.KEY);

  @Override
  public boolean connects(ExtensionConfig config) {
    boolean inside =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    return inside && KEYS.contains(config.key().value());
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    return switch (config.key().value()) {
      case TodoExtension.KEY -> new TodoExtension(sessions, settings, host.sessionId());
      case TomExtension.KEY -> new TomExtension(settings, home);
      case ExtensionDirectory.KEY -> new ExtensionDirectory(settings, sessions, ofAgent(host));
      case String other -> throw ExtensionException.invalidConfig("Unknown extension: " + other);
    };
  }

  private static AgentExtensionHost ofAgent(ExtensionHost host) {
    if (host instanceof AgentExtensionHost agent) {
      return agent;
    }
    throw ExtensionException.invalidConfig("only an agent can have an extension manager");
  }
}
