package dev.gander.application.workplace;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.tool.ToolWork;
import dev.gander.domain.turn.Workplace;
import java.nio.file.Path;
import java.time.Duration;

/// `shell` in the terminal of a client.
record CommandTool(Workplace workplace) {
  private static final Duration LONGEST = Duration.ofDays(365);

  ToolResult run(JsonFields arguments, Path folder, Workplace.Work work)
      throws InterruptedException {
    String command = arguments.text("command");
    Long seconds = arguments.optional("timeout_secs", JsonFields::asUnsigned);
    if (command.isBlank()) {
      return ToolResult.error("Command cannot be empty.");
    }
    work.progress().work(new ToolWork.Begun(ToolWork.Kind.EXECUTE, null, null));
    boolean isLimited = seconds != null && seconds > 0;
    Duration limit = isLimited ? Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())) : null;
    try {
      Workplace.Ran ran = workplace.run(work, command, folder, limit);
      boolean isFine = ran.inTime() && ran.exitCode() != null && ran.exitCode() == 0;
      String text = text(ran, isLimited ? seconds : 0);
      return isFine ? ToolResult.text(text) : ToolResult.error(text);
    } catch (Unavailable e) {
      return ToolResult.error("Failed to run the command in " + folder + ": " + e.text());
    }
  }

  private static String text(Workplace.Ran ran, long seconds) {
    StringBuilder text = new StringBuilder();
    if (ran.exitCode() != null) {
      text.append("exit code: ").append(ran.exitCode()).append('\n');
    }
    if (ran.signal() != null) {
      text.append("signal: ").append(ran.signal()).append('\n');
    }
    if (ran.isCut()) {
      text.append("[only a part of the output]\n");
    }
    text.append(ran.output());
    if (!ran.inTime()) {
      text.append("\n\nCommand timed out after ").append(seconds).append(" seconds");
    }
    return text.toString();
  }
}
