package dev.gander.adapters.mcp.developer.edit;

import dev.gander.adapters.mcp.developer.tool.DeveloperResult;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.adapters.mcp.developer.tool.GivenPath;
import dev.gander.adapters.mcp.developer.tool.OsError;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.text.Lines;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `write`: creates a text file, or replaces all of it.
public final class WriteTool implements DeveloperTool {
  private final TextFiles files;

  public WriteTool(TextFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "write";
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonFields arguments = JsonFields.of(invocation.arguments());
    String path = arguments.text("path");
    String content = arguments.text("content");
    try {
      Path file = GivenPath.resolve(invocation.workingDir(), path);
      return files.changing(() -> write(file, path, content));
    } catch (IOException e) {
      return DeveloperResult.error("Failed to write " + path + ": " + OsError.text(e));
    }
  }

  private static ToolResult write(Path file, String path, String content) throws IOException {
    Path folder = file.getParent();
    try {
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      return DeveloperResult.error("Failed to create directory " + folder + ": " + OsError.text(e));
    }
    String done = Files.exists(file) ? "Wrote " : "Created ";
    TextFiles.write(file, content);
    return DeveloperResult.text(done + path + " (" + Lines.count(content) + " lines)");
  }
}
