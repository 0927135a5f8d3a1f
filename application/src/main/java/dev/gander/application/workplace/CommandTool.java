package dev.gander.application.workplace;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `shell` in the terminal of a client.
record CommandTool(Workplace workplace) {
  private static final Duration LONGEST = Duration.ofDays(365);

  ToolResult run(JsonFields arguments, Path folder, Workplace.Work work)
      throws InterruptedException {
    String command = arguments.text("command");
    Long given = arguments.optional("timeout_secs", JsonFields::asUnsigned);
    long seconds = given == null ? 0 : given;
    if (command.isBlank()) {
      return ToolResult.error("Command cannot be empty.");
    }
    work.progress().work(new ShownWork.Begun(ShownWork.Kind.EXECUTE, null, null));
    Duration limit =
        seconds == 0 ? null : Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    try {
      Workplace.Ran ran = workplace.run(work, command, folder, limit);
      boolean isFine = ran.inTime() && ran.exitCode() != null && ran.exitCode() == 0;
      List<ToolContent> content = content(ran, seconds);
      return new ToolResult(content, null, !isFine, JsonObject.EMPTY);
    } catch (Unavailable e) {
      return ToolResult.error("Failed to run the command in " + folder + ": " + e.text());
    }
  }

  /// How it ended, and the output.
  private static List<ToolContent> content(Workplace.Ran ran, long seconds) {
    List<ToolContent> content = new ArrayList<>();
    if (ran.exitCode() != null) {
      content.add(new ToolContent.Text("exit code: " + ran.exitCode()));
    }
    if (ran.signal() != null) {
      content.add(new ToolContent.Text("signal: " + ran.signal()));
    }
    if (ran.isCut()) {
      content.add(new ToolContent.Text("Only a part of the output is shown:"));
    }
    String late = "\n\nCommand timed out after " + seconds + " seconds";
    content.add(new ToolContent.Text(ran.inTime() ? ran.output() : ran.output() + late));
    return content;
  }
}
