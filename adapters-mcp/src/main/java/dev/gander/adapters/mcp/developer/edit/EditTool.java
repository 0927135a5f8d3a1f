package dev.gander.adapters.mcp.developer.edit;

import dev.gander.adapters.mcp.developer.tool.DeveloperResult;
import dev.gander.adapters.mcp.developer.tool.DeveloperTool;
import dev.gander.adapters.mcp.developer.tool.GivenPath;
import dev.gander.adapters.mcp.developer.tool.OsError;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.text.Replacement;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/// `edit`: replaces one place of a text file. The text to be replaced must occur exactly once;
/// otherwise nothing is changed and the answer helps to find it.
public final class EditTool implements DeveloperTool {
  private final TextFiles files;

  public EditTool(TextFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "edit";
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonFields arguments = JsonFields.of(invocation.arguments());
    String path = arguments.text("path");
    var wanted = new Replacement(arguments.text("before"), arguments.text("after"));
    try {
      Path file = GivenPath.resolve(invocation.workingDir(), path);
      return files.changing(() -> edit(file, path, wanted));
    } catch (IOException e) {
      return DeveloperResult.error("Failed to write " + path + ": " + OsError.text(e));
    }
  }

  private static ToolResult edit(Path file, String path, Replacement wanted) throws IOException {
    String text;
    try {
      text = TextFiles.read(file);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return DeveloperResult.error("Failed to read " + path + ": " + OsError.text(e));
    }
    return switch (wanted.in(text)) {
      case Replacement.Edit.NoPlace(String hint) -> DeveloperResult.error(hint);
      case Replacement.Edit.Done(String edited, String summary) -> {
        TextFiles.write(file, edited);
        yield DeveloperResult.text("Edited " + path + " " + summary);
      }
    };
  }
}
