package dev.gander.adapters.bundled.server;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.InterruptibleCalls;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Passes each call to its tool. As from goosed's bundled servers, unknown tools and arguments that
/// a tool does not accept are errors with the code for invalid parameters.
public class ToolServer implements Extension {
  private final List<Tool> tools;
  private final Map<String, ToolWork> work;
  private final String instructions;
  private final ToolDeadline limit;
  private final InterruptibleCalls running = new InterruptibleCalls();

  /// @param tools that are listed, each with its work
  /// @param limit of a call
  public ToolServer(
      List<Tool> tools, Map<String, ToolWork> work, String instructions, Duration limit) {
    this.tools = List.copyOf(tools);
    this.work = Map.copyOf(work);
    this.instructions = instructions;
    this.limit = new ToolDeadline(limit);
  }

  @Override
  public List<Tool> tools() {
    if (!isAlive()) {
      throw InterruptibleCalls.closed();
    }
    return tools;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    ToolWork tool = work.get(invocation.tool());
    if (tool == null) {
      throw ExtensionException.invalidParams("tool not found");
    }
    return running.run(() -> limit.run(() -> answer(tool, invocation)));
  }

  private static ToolResult answer(ToolWork tool, ToolInvocation invocation)
      throws InterruptedException {
    try {
      return tool.call(invocation);
    } catch (InvalidShape e) {
      throw ExtensionException.invalidParams("failed to deserialize parameters: " + e.text());
    }
  }

  @Override
  public String instructions() {
    return instructions;
  }

  @Override
  public boolean isAlive() {
    return running.isOpen();
  }

  @Override
  public void close() {
    running.close();
  }
}
