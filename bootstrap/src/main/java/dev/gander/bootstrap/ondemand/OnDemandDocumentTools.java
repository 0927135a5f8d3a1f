package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.DocumentTools;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.tool.ToolResult;

/// The tools for office documents, loaded with the first call, since they require large libraries.
public final class OnDemandDocumentTools implements DocumentTools {
  private final OnDemand<DocumentTools> tools =
      new OnDemand<>(
          DocumentTools.class,
          "dev.gander.adapters.office",
          "office",
          () -> new Unavailable("The tools for office documents are not installed"));

  @Override
  public ToolResult call(ToolInvocation invocation, Folders folders) throws InterruptedException {
    return tools.get().call(invocation, folders);
  }
}
