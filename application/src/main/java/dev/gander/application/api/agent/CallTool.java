package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.ToolRoute;
import dev.gander.application.observe.ObservedTool;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.policy.Ruling;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.function.Function;

/// Runs a tool for the client in the session's folder, without model, permission or confirmation;
/// the operator's rules hold nevertheless.
public final class CallTool {
  private final LiveAgents agents;
  private final PolicyGuard policy;
  private final Observer observer;
  private final Function<Json, String> writer;

  /// @param writer writes a value as text
  public CallTool(
      LiveAgents agents, PolicyGuard policy, Observer observer, Function<Json, String> writer) {
    this.agents = agents;
    this.policy = policy;
    this.observer = observer;
    this.writer = writer;
  }

  /// A tool that an extension never listed is called nevertheless, since servers may add tools.
  ///
  /// @param arguments anything but an object counts as no arguments
  /// @throws ToolNotForApps if only a model may call the tool
  /// @throws ToolRunsInFrontend if the client has to run it
  /// @throws ExtensionException `NOT_FOUND` if the session has no such tool, or may not use it; any
  ///   other code if the extension fails below the level of a result
  public ToolResult call(SessionId id, String name, Json arguments) throws InterruptedException {
    Agent agent = agents.get(id);
    agent.quotas().beginCall();
    return switch (route(agent, name)) {
      case ToolRoute.ToFrontend _ -> throw new ToolRunsInFrontend(name);
      case ToolRoute.ToExtension route -> ruled(agent, name, route, arguments);
    };
  }

  /// The same, but a tool that no extension listed does not exist.
  public ToolResult callListed(SessionId id, String name, Json arguments)
      throws InterruptedException {
    if (agents.get(id).extensions().route(name).listed() == null) {
      throw ExtensionException.notFound("Tool '" + name + "' not found");
    }
    return call(id, name, arguments);
  }

  private static ToolRoute route(Agent agent, String name) throws InterruptedException {
    ToolRoute route = agent.extensions().route(name);
    Tool listed = route.listed();
    if (listed != null && !listed.isVisibleTo("app")) {
      throw new ToolNotForApps(name);
    }
    return route;
  }

  private ToolResult ruled(Agent agent, String name, ToolRoute.ToExtension route, Json arguments)
      throws InterruptedException {
    JsonObject given = arguments instanceof JsonObject object ? object : JsonObject.EMPTY;
    return switch (policy.rule(agent, name, given)) {
      case Ruling.Free _ -> observed(agent, name, route, given, arguments);
      case Ruling.Refusal(String text) -> ToolResult.error(text);
      case Ruling.Question(String text) ->
          ToolResult.error("This call was not run: nobody can be asked about it.\n\n" + text);
    };
  }

  private ToolResult observed(
      Agent agent, String name, ToolRoute.ToExtension route, JsonObject given, Json arguments)
      throws InterruptedException {
    return switch (ObservedTool.begin(observer, writer, new ToolCall(name, given), "")
        .run(() -> Outcome.success(run(agent, route, arguments)))) {
      case Outcome.Success<ToolResult>(ToolResult result) -> result;
      case Outcome.Failure<ToolResult>(String error) -> ToolResult.error(error);
    };
  }

  private ToolResult run(Agent agent, ToolRoute.ToExtension route, Json arguments)
      throws InterruptedException {
    ToolInvocation invocation =
        new ToolInvocation(
            agent.sessionId(),
            agent.workingDir(),
            "",
            route.tool(),
            arguments instanceof JsonObject object ? object : null);
    return agent.extensions().call(route, invocation, new Unattended());
  }

  /// Drops notifications, and rejects questions.
  private record Unattended() implements ToolProgress {
    @Override
    public boolean isAttended() {
      return false;
    }

    @Override
    public void notification(String method, JsonObject params) {}

    @Override
    public Elicited elicit(String message, Json requestedSchema) {
      throw new ExtensionException("nobody can be asked during a direct call", null);
    }
  }
}
