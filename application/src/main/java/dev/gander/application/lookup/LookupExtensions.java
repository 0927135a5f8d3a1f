package dev.gander.application.lookup;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.source.SourceFiles;
import java.util.Set;

/// Starts `skills` and `chatrecall`.
public record LookupExtensions(
    SourceFiles sources,
    SessionStore sessions,
    ConversationStore conversations,
    SessionSearch search)
    implements ExtensionConnector {
  private static final Set<String> KEYS = Set.of(SkillsExtension.KEY, ChatRecallExtension.KEY);

  @Override
  public boolean connects(ExtensionConfig config) {
    boolean inside =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    return inside && KEYS.contains(config.key().value());
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    return switch (config.key().value()) {
      case SkillsExtension.KEY -> new SkillsExtension(sources, host);
      case ChatRecallExtension.KEY ->
          new ChatRecallExtension(sessions, conversations, search, host.sessionId());
      case String other -> throw ExtensionException.invalidConfig("Unknown extension: " + other);
    };
  }
}
