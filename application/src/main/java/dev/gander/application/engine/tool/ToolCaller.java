package dev.gander.application.engine.tool;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.PlatformCalls;
import dev.gander.application.agent.PlatformTools;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.prompt.FinalOutputs;
import dev.gander.application.extension.ToolRoute;
import dev.gander.application.hook.ToolHooks;
import dev.gander.application.observe.ObservedTool;
import dev.gander.application.workplace.WorkplaceTools;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Workplace;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;

/// Runs one tool call and turns any outcome into something that the model can read.
public final class ToolCaller {
  private static final System.Logger LOG = System.getLogger(ToolCaller.class.getName());

  private final LargeResults largeResults;
  private final FinalOutputs finalOutputs;
  private final PlatformCalls platformCalls;
  private final ToolHooks hooks;
  private final Observer observer;
  private final Function<Json, String> writer;

  public ToolCaller(
      LargeResults largeResults,
      FinalOutputs finalOutputs,
      PlatformCalls platformCalls,
      ToolHooks hooks,
      Observer observer,
      Function<Json, String> writer) {
    this.largeResults = largeResults;
    this.finalOutputs = finalOutputs;
    this.platformCalls = platformCalls;
    this.hooks = hooks;
    this.observer = observer;
    this.writer = writer;
  }

  Outcome<ToolResult> call(
      Dialogue dialogue, String requestId, ToolCall call, ToolProgress progress)
      throws InterruptedException {
    return ObservedTool.begin(observer, writer, call, requestId)
        .run(() -> somewhere(dialogue, requestId, call, progress));
  }

  private Outcome<ToolResult> somewhere(
      Dialogue dialogue, String requestId, ToolCall call, ToolProgress progress)
      throws InterruptedException {
    Optional<WorkplaceTools> elsewhere =
        dialogue.workplace().filter(workplace -> workplace.runs(call.name()));
    return elsewhere.isPresent()
        ? Outcome.success(
            largeResults.shrink(elsewhere.get().run(call, new Workplace.Work(requestId, progress))))
        : run(dialogue.agent(), requestId, call, progress);
  }

  /// Tells hooks how a call has ended.
  void ended(Agent agent, ToolCall call, Outcome<ToolResult> outcome) throws InterruptedException {
    hooks.after(agent, call, outcome);
  }

  private Outcome<ToolResult> run(
      Agent agent, String requestId, ToolCall call, ToolProgress progress)
      throws InterruptedException {
    Optional<Outcome<ToolResult>> output = finalOutputs.call(agent, call);
    Optional<Outcome<ToolResult>> platform =
        output.isPresent() ? output : PlatformTools.call(agent, call, platformCalls);
    if (platform.isPresent()) {
      return platform.get();
    }
    try {
      return switch (agent.extensions().route(call.name())) {
        case ToolRoute.ToFrontend _ -> Outcome.failure("-32603: This tool is run by the client");
        case ToolRoute.ToExtension route ->
            Outcome.success(run(agent, requestId, route, call, progress));
      };
    } catch (ExtensionException e) {
      return Outcome.failure(e.coded());
    } catch (RuntimeException e) {
      // An extension in this process may have any bug; the model gets an error, and the turn
      // continues. What the bug says is for the log alone, which hides secrets.
      LOG.log(Level.ERROR, "session " + agent.sessionId() + ": tool " + call.name() + " broke", e);
      return Outcome.failure(
          ExtensionException.INTERNAL_ERROR
              + ": the tool broke down with "
              + e.getClass().getSimpleName()
              + "; the log of the server says more");
    }
  }

  private ToolResult run(
      Agent agent,
      String requestId,
      ToolRoute.ToExtension route,
      ToolCall call,
      ToolProgress progress)
      throws InterruptedException {
    ToolInvocation invocation =
        new ToolInvocation(
            agent.sessionId(), agent.workingDir(), requestId, route.tool(), call.arguments());
    return largeResults.shrink(agent.extensions().call(route, invocation, progress));
  }
}
