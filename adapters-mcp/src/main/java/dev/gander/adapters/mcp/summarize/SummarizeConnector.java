package dev.gander.adapters.mcp.summarize;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;

/// Starts the extension `summarize`, which costs nothing until it is used. Any thread.
public final class SummarizeConnector implements ExtensionConnector {
  private static final ExtensionKey KEY = new ExtensionKey("summarize");

  @Override
  public boolean connects(ExtensionConfig config) {
    boolean inside =
        config instanceof ExtensionConfig.Platform || config instanceof ExtensionConfig.Builtin;
    return inside && config.key().equals(KEY);
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    return new SummarizeExtension(host);
  }
}
