package dev.gander.adapters.mcp.analyze;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;

/// Starts the extension `analyze`, which costs nothing until its tool is called. Any thread.
///
/// @param program shared by all sessions, so that it limits what all of them start
public record AnalyzeConnector(AnalysisProgram program) implements ExtensionConnector {
  private static final ExtensionKey KEY = new ExtensionKey("analyze");

  @Override
  public boolean connects(ExtensionConfig config) {
    return config instanceof ExtensionConfig.Platform platform && platform.key().equals(KEY);
  }

  @Override
  public Extension connect(ExtensionConfig config, ExtensionHost host) {
    return new AnalyzeExtension(program);
  }
}
