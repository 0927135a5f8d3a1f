package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A platform extension that goosed has and this build lacks. It loads, so that sessions and
/// settings made for goosed work unchanged, and offers nothing.
final class AbsentExtension implements Extension {
  @Override
  public List<Tool> tools() {
    return List.of();
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
    throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
  }

  @Override
  public @Nullable String instructions() {
    return null;
  }

  @Override
  public void close() {}
}
