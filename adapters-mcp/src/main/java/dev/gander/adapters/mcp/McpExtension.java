package dev.gander.adapters.mcp;

import dev.gander.adapters.mcp.wire.McpConnection;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An initialized MCP server. `afterwards` cleans up what it needed.
final class McpExtension implements Extension {
  private final McpConnection connection;
  private final McpInitialize initialize;
  private final ExtensionHost host;
  private final RunningCalls calls;
  private final Duration timeout;
  private final int mostTools;
  private final Runnable afterwards;
  private volatile @Nullable ChildProcess child;

  McpExtension(
      McpConnection connection,
      McpInitialize initialize,
      ExtensionHost host,
      RunningCalls calls,
      Duration timeout,
      int mostTools,
      Runnable afterwards) {
    this.connection = connection;
    this.initialize = initialize;
    this.host = host;
    this.calls = calls;
    this.timeout = timeout;
    this.mostTools = mostTools;
    this.afterwards = afterwards;
  }

  /// Takes its error output from this process.
  McpExtension in(ChildProcess process) {
    child = process;
    return this;
  }

  @Override
  public List<Tool> tools() throws InterruptedException {
    return ToolForm.tools(list("tools/list", "tools"), mostTools);
  }

  /// A server that needs the user on one of its pages first is called once more afterwards; the
  /// time that the user takes is not the call's.
  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    CallTimer timer = new CallTimer(timeout);
    try {
      return call(invocation, progress, timer);
    } catch (ExtensionException e) {
      RequiredPages pages = RequiredPages.in(e).orElseThrow(() -> e);
      if (!progress.isAttended()) {
        throw e;
      }
      pages.show(progress, timer);
      return pages.afterwards(() -> call(invocation, progress, timer));
    }
  }

  private ToolResult call(ToolInvocation invocation, ToolProgress progress, CallTimer timer)
      throws InterruptedException {
    long token = connection.nextToken();
    JsonObject params =
        JsonObject.builder()
            .put("_meta", RequestMeta.of(invocation, token))
            .put("name", invocation.tool())
            .putIfPresent("arguments", invocation.given())
            .build();
    try (var _ = calls.begin(token, invocation.requestId(), progress, timer)) {
      return result(connection.request("tools/call", params, token, timer));
    }
  }

  /// The specification lets a server leave out an empty `content`.
  private static ToolResult result(JsonObject result) {
    try {
      JsonObject complete =
          result.has("content") ? result : result.with("content", JsonArray.EMPTY);
      return ToolJson.readResult(complete);
    } catch (InvalidShape e) {
      throw new ExtensionException("Unexpected response type", e);
    }
  }

  @Override
  public @Nullable String instructions() {
    String text = initialize.instructions();
    return text == null ? null : text.replace("{{WORKING_DIR}}", host.workingDir().toString());
  }

  @Override
  public boolean hasResources() {
    return initialize.hasResources();
  }

  @Override
  public List<Resource> listResources() throws InterruptedException {
    return hasResources()
        ? objects(list("resources/list", "resources")).map(ResourceForm::resource).toList()
        : List.of();
  }

  @Override
  public List<ResourceContent> readResource(String uri) throws InterruptedException {
    JsonObject result = request("resources/read", JsonObject.of("uri", Json.of(uri)));
    return objects(result.array("contents")).map(json -> ResourceForm.content(json, uri)).toList();
  }

  /// Also of servers that do not announce prompts, as in goosed.
  @Override
  public List<Prompt> listPrompts() throws InterruptedException {
    return objects(list("prompts/list", "prompts")).map(PromptForm::prompt).toList();
  }

  @Override
  public List<PromptMessage> getPrompt(String name, Map<String, String> arguments)
      throws InterruptedException {
    JsonObject params =
        JsonObject.builder()
            .put("name", name)
            .put("arguments", PromptForm.arguments(arguments))
            .build();
    JsonObject result = request("prompts/get", params);
    return objects(result.array("messages")).map(PromptForm::message).toList();
  }

  /// All pages together have the time of one request.
  private JsonArray list(String method, String member) throws InterruptedException {
    CallTimer timer = new CallTimer(timeout);
    return Pages.all(member, params -> request(method, params, timer));
  }

  private JsonObject request(String method, JsonObject params) throws InterruptedException {
    return request(method, params, new CallTimer(timeout));
  }

  private JsonObject request(String method, JsonObject params, CallTimer timer)
      throws InterruptedException {
    long token = connection.nextToken();
    JsonObject meta = RequestMeta.of(host.sessionId(), token);
    JsonObject complete = JsonObject.builder().put("_meta", meta).putAll(params).build();
    return connection.request(method, complete, token, timer);
  }

  private static Stream<JsonObject> objects(Optional<JsonArray> array) {
    return array.stream().flatMap(McpExtension::objects);
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return array.items().stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  @Override
  public @Nullable String version() {
    return initialize.serverVersion();
  }

  @Override
  public String errorOutput() throws InterruptedException {
    ChildProcess program = child;
    return program == null ? "" : program.stderr();
  }

  @Override
  public void rootChanged() {
    connection.tell("notifications/roots/list_changed");
  }

  @Override
  public boolean isAlive() {
    return connection.isOpen();
  }

  @Override
  public void close() {
    connection.close();
    afterwards.run();
  }
}
