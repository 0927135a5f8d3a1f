package dev.gander.application.app;

import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.extension.AgentExtensionHost;
import dev.gander.domain.app.AppFiles;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;

/// Starts the platform extension `apps`.
public record AppsConnector(AppFiles files, AppShelf shelf, RenderedPrompts prompts)
    implements ExtensionConnector {

  @Override
  public boolean connects(ExtensionConfig config) {
    boolean inside =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    return inside && config.key().value().equals(AppsExtension.KEY);
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    if (!(host instanceof AgentExtensionHost agent)) {
      throw ExtensionException.invalidConfig("only an agent can make apps");
    }
    AppLibrary library = new AppLibrary(files, shelf, shelf.json());
    library.open();
    return new AppsExtension(library, new AppWriter(agent, prompts));
  }
}
