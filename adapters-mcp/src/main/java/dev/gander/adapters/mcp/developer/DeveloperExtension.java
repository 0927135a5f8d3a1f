package dev.gander.adapters.mcp.developer;

import dev.gander.adapters.mcp.developer.image.ReadImageTool;
import dev.gander.adapters.mcp.developer.shell.OutputFiles;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.adapters.mcp.local.InterruptibleCalls;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Passes each call to its tool. Rejected arguments and failed tools are results, as in goosed;
/// only a call that reaches no tool is an exception.
final class DeveloperExtension implements Extension {
  private final Map<String, DeveloperTool> tools = new LinkedHashMap<>();
  private final List<Tool> listed;
  private final String instructions;
  private final OutputFiles outputs;
  private final InterruptibleCalls running = new InterruptibleCalls();

  DeveloperExtension(
      List<DeveloperTool> tools, boolean listsImages, String instructions, OutputFiles outputs) {
    tools.forEach(tool -> this.tools.put(tool.name(), tool));
    this.listed =
        ToolDeclarations.ALL.stream()
            .filter(tool -> listsImages || !tool.name().equals(ReadImageTool.NAME))
            .toList();
    this.instructions = instructions;
    this.outputs = outputs;
  }

  @Override
  public List<Tool> tools() {
    if (!isAlive()) {
      throw InterruptibleCalls.closed();
    }
    return listed;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    DeveloperTool tool = tools.get(invocation.tool());
    if (tool == null) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    return running.run(() -> answer(tool, invocation, progress));
  }

  private static ToolResult answer(
      DeveloperTool tool, ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    if (invocation.given() == null) {
      return tool.refusal("Error: Missing arguments");
    }
    try {
      return tool.call(invocation, progress);
    } catch (InvalidShape e) {
      return tool.refusal("Error: Failed to parse arguments: " + e.text());
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
  public boolean isUnprefixed() {
    return true;
  }

  /// Processes that a finished command has left in the background keep running: the user wanted
  /// this.
  @Override
  public void close() {
    running.close();
    outputs.close();
  }
}
