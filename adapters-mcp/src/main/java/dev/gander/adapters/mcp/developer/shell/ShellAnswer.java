package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.tool.DeveloperResult;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The result of a command: its output with remarks as text, and
/// `{"stdout","stderr","exit_code"?,"timed_out"?,"output_truncated"?,"output_collection_error"?}`.
final class ShellAnswer {
  private ShellAnswer() {}

  static ToolResult notRun(String problem) {
    JsonObject structured = structured("", problem).build();
    return new ToolResult(
        List.of(DeveloperResult.block(problem)), structured, true, JsonObject.EMPTY);
  }

  /// @param exitCode null if the command was killed after `seconds`
  /// @param complete whether all streams were read to their end
  static ToolResult of(
      @Nullable Integer exitCode, long seconds, boolean complete, CommandOutput.Texts texts) {
    boolean timedOut = exitCode == null;
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(texts.both().isEmpty() ? "(no output)" : texts.both());
    if (timedOut) {
      paragraphs.add("Command timed out after " + seconds + " seconds");
    }
    if (!complete) {
      paragraphs.add(
          "The output may be incomplete: a process in the background has not closed it yet.");
    }
    if (texts.failure() != null) {
      paragraphs.add(texts.failure());
    }
    if (exitCode != null && exitCode != 0) {
      paragraphs.add("Command exited with code " + exitCode);
    }
    boolean failed = exitCode == null || exitCode != 0 || texts.failure() != null;
    return new ToolResult(
        content(String.join("\n\n", paragraphs), texts),
        structured(exitCode, complete, texts),
        failed,
        JsonObject.EMPTY);
  }

  private static List<ToolContent> content(String text, CommandOutput.Texts texts) {
    return texts.isCut()
        ? List.of(DeveloperResult.block(text), DeveloperResult.block(notice(texts)))
        : List.of(DeveloperResult.block(text));
  }

  private static String notice(CommandOutput.Texts texts) {
    String reason =
        texts.lines() > LimitedText.MAX_LINES
            ? "Output exceeded 2000 line limit (" + texts.lines() + " lines total)."
            : "Output exceeded 50000 byte limit (" + texts.bytes() + " bytes total).";
    String where =
        texts.file() == null
            ? "Only its end is shown; the rest is lost."
            : "Only its end is shown; all of it is in %s: read up to 2000 lines at a time, for example with `sed -n 1,2000p %s`."
                .formatted(texts.file(), texts.file());
    return "[" + reason + " " + where + "]";
  }

  private static JsonObject structured(
      @Nullable Integer exitCode, boolean complete, CommandOutput.Texts texts) {
    JsonObject.Builder members = structured(texts.stdout(), texts.stderr());
    if (exitCode == null) {
      members.put("timed_out", true);
    } else {
      members.put("exit_code", exitCode);
    }
    if (!complete) {
      members.put("output_truncated", true);
    }
    return members
        .putIfPresent(
            "output_collection_error", texts.failure() == null ? null : Json.of(texts.failure()))
        .build();
  }

  private static JsonObject.Builder structured(String stdout, String stderr) {
    return JsonObject.builder().put("stdout", stdout).put("stderr", stderr);
  }
}
