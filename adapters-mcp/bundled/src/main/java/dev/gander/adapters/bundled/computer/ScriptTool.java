package dev.gander.adapters.bundled.computer;

import dev.gander.adapters.bundled.server.ToolWork;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/// Runs a script and tells what it printed. As in goosed, a script that fails is no failure of the
/// tool.
///
/// @param language by the arguments
record ScriptTool(ScriptRun runs, SavedFiles files, Function<JsonFields, ScriptLanguage> language)
    implements ToolWork {

  @Override
  public ToolResult call(ToolInvocation invocation) throws InterruptedException {
    JsonFields given = new JsonFields(invocation.arguments());
    ScriptLanguage chosen = language.apply(given);
    String script = given.text("script");
    boolean save = given.orElse("save_output", JsonFields::asBool, false);
    try {
      ScriptRun.End end = runs.run(chosen, script, invocation.workingDir());
      return ToolResult.text(told(end) + (save ? "\n\nOutput saved to: " + saved(end) : ""));
    } catch (ExtensionException e) {
      return ToolResult.error(e.text());
    }
  }

  private static String told(ScriptRun.End end) {
    if (end.exitCode() == 0) {
      return "Script completed successfully.\n\nOutput:\n" + end.stdout();
    }
    return "Script failed with exit status %d.\n\nError output:\n%s\n\nOutput:\n%s"
        .formatted(end.exitCode(), end.stderr(), end.stdout());
  }

  private Path saved(ScriptRun.End end) {
    Path file = files.create("script_output", "txt");
    try {
      return Files.writeString(file, end.stdout());
    } catch (IOException e) {
      throw SavedFiles.unusable(file, e);
    }
  }
}
