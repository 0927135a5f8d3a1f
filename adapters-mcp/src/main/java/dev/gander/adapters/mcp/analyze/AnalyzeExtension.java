package dev.gander.adapters.mcp.analyze;

import dev.gander.adapters.mcp.developer.tool.GivenPath;
import dev.gander.adapters.mcp.local.DeclaredTools;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.InterruptibleCalls;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The tool `analyze`. What is wrong with a call is a result, as in goosed; only one that reaches
/// no tool is an exception.
final class AnalyzeExtension implements Extension {
  private static final List<Tool> TOOLS = DeclaredTools.beside(AnalyzeExtension.class);
  private static final String NAME = "analyze";
  private static final int MAX_FOCUS = 1000;

  private final AnalysisProgram program;
  private final InterruptibleCalls running = new InterruptibleCalls();

  AnalyzeExtension(AnalysisProgram program) {
    this.program = program;
  }

  @Override
  public List<Tool> tools() {
    if (!isAlive()) {
      throw InterruptibleCalls.closed();
    }
    return TOOLS;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    if (!invocation.tool().equals(NAME)) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    return running.run(() -> answer(invocation));
  }

  private ToolResult answer(ToolInvocation invocation) throws InterruptedException {
    if (invocation.given() == null) {
      return ToolResult.error("Error: Missing arguments");
    }
    try {
      AnalysisCall call = read(JsonFields.of(invocation.given()), invocation.workingDir());
      if (!Files.exists(call.path())) {
        return ToolResult.error("Error: path not found: " + call.path());
      }
      return call.focus().length() > MAX_FOCUS
          ? ToolResult.error("Error: focus is not a name")
          : program.run(call);
    } catch (InvalidShape e) {
      return ToolResult.error("Error: Failed to parse arguments: " + e.text());
    } catch (IOException e) {
      return ToolResult.error("Error: " + e.getMessage());
    }
  }

  private static AnalysisCall read(JsonFields arguments, Path folder) throws IOException {
    Path path = GivenPath.resolve(folder, arguments.text("path")).toAbsolutePath().normalize();
    String focus = arguments.optionalText("focus");
    return new AnalysisCall(
        path,
        focus == null ? "" : focus,
        arguments.orElse("max_depth", JsonFields::asUnsigned, 3L),
        arguments.orElse("follow_depth", JsonFields::asUnsigned, 2L),
        arguments.orElse("force", JsonFields::asBool, false));
  }

  @Override
  public String instructions() {
    return """
        Use `analyze` to get to know code before you read it: a folder first, then a file of \
        interest, then a function with `focus` to see who depends on it. It follows names, not \
        types: check in the file what matters.
        """;
  }

  @Override
  public boolean isAlive() {
    return running.isOpen();
  }

  @Override
  public boolean isUnprefixed() {
    return true;
  }

  /// Ends what still runs.
  @Override
  public void close() {
    running.close();
  }
}
