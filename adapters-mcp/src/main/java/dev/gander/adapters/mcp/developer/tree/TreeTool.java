package dev.gander.adapters.mcp.developer.tree;

import dev.gander.adapters.mcp.developer.tool.DeveloperResult;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.adapters.mcp.developer.tool.GivenPath;
import dev.gander.adapters.mcp.developer.tool.OsError;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import dev.gander.ignores.FolderIgnores;
import dev.gander.ignores.GlobalIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `tree`: shows the entries below a folder, with their lines. `depth` 1 shows two levels, as in
/// goosed; 0 shows all.
public final class TreeTool implements DeveloperTool {
  private static final long DEFAULT_DEPTH = 2;
  private static final int NO_LIMIT = 200;

  private final GlobalIgnore global;
  private final int maxEntries;

  /// @param environment names the user's own ignore file for all repositories
  public TreeTool(Map<String, String> environment) {
    this(GlobalIgnore.of(environment), 20_000);
  }

  TreeTool(GlobalIgnore global, int maxEntries) {
    this.global = global;
    this.maxEntries = maxEntries;
  }

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonFields arguments = JsonFields.of(invocation.arguments());
    String path = arguments.text("path");
    long depth = arguments.orElse("depth", JsonFields::asUnsigned, DEFAULT_DEPTH);
    try {
      Path folder = GivenPath.resolve(invocation.workingDir(), path).toAbsolutePath().normalize();
      if (!Files.exists(folder)) {
        return DeveloperResult.error("Path does not exist: " + folder);
      }
      return Files.isDirectory(folder)
          ? DeveloperResult.text(show(folder, depth))
          : DeveloperResult.error("Path is not a directory: " + folder);
    } catch (IOException e) {
      return DeveloperResult.error("Error: " + path + ": " + OsError.text(e));
    }
  }

  private String show(Path folder, long depth) throws InterruptedException {
    int levels = depth == 0 ? NO_LIMIT : (int) Math.min(depth + 1, NO_LIMIT);
    var scan = new FolderScan(maxEntries);
    FolderTree tree = scan.scan(folder, FolderIgnores.around(folder, global.read()), levels);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    var text = new StringBuilder();
    tree.print(text, 0);
    if (scan.wasCut()) {
      text.append("... (too many entries: look into one of the folders)\n");
    }
    return text.isEmpty() ? "(empty directory)" : text.toString();
  }
}
