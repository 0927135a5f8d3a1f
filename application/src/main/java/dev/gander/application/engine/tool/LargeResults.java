package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.tool.ResultFiles;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;

/// Keeps huge texts out of the conversation: they are written to a file that the model can read
/// piece by piece.
public final class LargeResults {
  private final ResultFiles files;
  private final TurnSettings settings;

  public LargeResults(ResultFiles files, TurnSettings settings) {
    this.files = files;
    this.settings = settings;
  }

  ToolResult shrink(ToolResult result) {
    int limit = settings.maxToolResponseSize();
    return result.content().stream().noneMatch(block -> isLarge(block, limit))
        ? result
        : result.withContent(
            result.content().stream()
                .map(block -> isLarge(block, limit) ? shrink((ToolContent.Text) block) : block)
                .toList());
  }

  private static boolean isLarge(ToolContent block, int limit) {
    return block instanceof ToolContent.Text(String text, var _)
        && text.length() > limit
        && characters(text) > limit;
  }

  private ToolContent shrink(ToolContent.Text block) {
    try {
      return new ToolContent.Text(
          "The result has "
              + characters(block.text())
              + " characters, which is too much to show. All of it is in the file "
              + files.keep(block.text())
              + "; look for what you need with a search, or read it in parts.",
          block.other());
    } catch (StorageException e) {
      return new ToolContent.Text(
          "Warning: the result is large and could not be moved to a file ("
              + e.text()
              + ").\n\n"
              + block.text(),
          block.other());
    }
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
