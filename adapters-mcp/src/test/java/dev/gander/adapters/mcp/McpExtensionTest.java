package dev.gander.adapters.mcp;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.testkit.extension.ExtensionContract;

class McpExtensionTest extends ExtensionContract {
  @Override
  protected Extension start(ExtensionHost host) throws InterruptedException {
    return ChildExtensions.start(ChildExtensions.misbehaving(), host);
  }
}
