package dev.gander.application.subagent;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lets an agent delegate tasks, and load the texts of those that it wants to do itself. A
/// sub-agent can only load.
///
/// @param mayDelegate whether the agent is not a sub-agent itself
record SummonExtension(
    boolean mayDelegate,
    TaskSources sources,
    BackgroundTasks tasks,
    Delegation delegation,
    Loading loading)
    implements Extension {
  static final String KEY = "summon";
  private static final int LONGEST_DESCRIPTION = 160;

  @Override
  public List<Tool> tools() {
    return mayDelegate
        ? List.of(SummonTools.LOAD, SummonTools.DELEGATE)
        : List.of(SummonTools.LOAD);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonObject arguments = invocation.arguments();
    try {
      return switch (invocation.tool()) {
        case "load" -> loading.load(arguments, progress);
        case "delegate" -> delegate(arguments, progress);
        case String other -> throw ExtensionException.notFound("Tool '" + other + "' not found");
      };
    } catch (InvalidInput e) {
      return PlatformTool.failure(e.text());
    }
  }

  private ToolResult delegate(JsonObject arguments, ToolProgress progress)
      throws InterruptedException {
    if (!mayDelegate) {
      return PlatformTool.failure("Delegated tasks cannot spawn further delegations");
    }
    try {
      return delegation.delegate(arguments, progress);
    } catch (InvalidInput e) {
      throw e;
    } catch (GanderException e) {
      return PlatformTool.failure("Delegation failed: " + e.text());
    }
  }

  @Override
  public String instructions() {
    if (!mayDelegate) {
      return "load gives you the text of a recipe or an agent by its name.";
    }
    String named =
        sources.known().stream()
            .sorted(Comparator.comparing(TaskSource::kind).thenComparing(TaskSource::name))
            .map(SummonExtension::line)
            .collect(Collectors.joining("\n"));
    String general =
        """
        Delegate work that is a task of its own: it keeps this conversation short, and independent \
        tasks get done at the same time. A sub-agent knows nothing but what you tell it. Do small \
        things yourself. With async: true it works in the background; wait for it with load when \
        you need the result, and do not end your turn as long as you owe the user what comes of it.\
        """;
    return named.isEmpty()
        ? general
        : general
            + "\n\nThese have names. Delegate to one when the task is what it is for, and always"
            + " when the user writes @ and its name:\n"
            + named;
  }

  private static String line(TaskSource source) {
    String about = source.description().strip().replaceAll("\\s+", " ");
    int length = Math.min(LONGEST_DESCRIPTION, about.codePointCount(0, about.length()));
    String said = about.substring(0, about.offsetByCodePoints(0, length));
    return "• %s (%s)%s"
        .formatted(source.name(), source.kind().word(), said.isEmpty() ? "" : " - " + said);
  }

  @Override
  public @Nullable String turnContext() {
    List<BackgroundTask> all = tasks.all();
    return all.isEmpty()
        ? null
        : all.stream()
            .map(task -> "- " + task.child().id() + ": " + loading.describe(task))
            .collect(Collectors.joining("\n", "Background tasks, by the id to load:\n", ""));
  }

  @Override
  public boolean isUnprefixed() {
    return true;
  }

  @Override
  public void close() {
    delegation.close();
  }
}
