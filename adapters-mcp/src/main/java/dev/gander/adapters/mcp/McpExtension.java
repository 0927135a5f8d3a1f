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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An initialized MCP server. `afterwards` cleans up what it needed.
final class McpExtension implements Extension {
  private static final Logger LOG = System.getLogger(McpExtension.class.getName());

  private final McpConnection connection;
  private final McpInitialize initialize;
  private final ExtensionHost host;
  private final RunningCalls calls;
  private final Duration timeout;
  private final Runnable afterwards;
  private volatile @Nullable ChildProcess child;

  McpExtension(
      McpConnection connection,
      McpInitialize initialize,
      ExtensionHost host,
      RunningCalls calls,
      Duration timeout,
      Runnable afterwards) {
    this.connection = connection;
    this.initialize = initialize;
    this.host = host;
    this.calls = calls;
    this.timeout = timeout;
    this.afterwards = afterwards;
  }

  /// Takes its error output from this process.
  McpExtension in(ChildProcess process) {
    child = process;
    return this;
  }

  /// If a page after the first fails, the list ends there.
  @Override
  public List<Tool> tools() throws InterruptedException {
    JsonObject page = request("tools/list", JsonObject.EMPTY);
    List<Tool> tools = new ArrayList<>(toolsOf(page));
    Set<String> seen = new HashSet<>();
    for (var next = cursor(page); next.filter(seen::add).isPresent(); next = cursor(page)) {
      try {
        page = request("tools/list", JsonObject.of("cursor", Json.of(next.get())));
      } catch (ExtensionException e) {
        LOG.log(Level.WARNING, "A page of the tools list failed: {0}", e.getMessage());
        return List.copyOf(tools);
      }
      tools.addAll(toolsOf(page));
    }
    return List.copyOf(tools);
  }

  private static Optional<String> cursor(JsonObject page) {
    return page.text("nextCursor").filter(cursor -> !cursor.isEmpty());
  }

  private static List<Tool> toolsOf(JsonObject page) {
    return items(page, "tools").flatMap(item -> tool(item).stream()).toList();
  }

  private static Optional<Tool> tool(Json item) {
    try {
      return Optional.of(ToolJson.readTool(item));
    } catch (InvalidShape e) {
      LOG.log(Level.WARNING, "A malformed tool was left out: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    long token = connection.nextToken();
    JsonObject params =
        JsonObject.builder()
            .put("_meta", RequestMeta.of(invocation, token))
            .put("name", invocation.tool())
            .putIfPresent("arguments", invocation.given())
            .build();
    CallTimer timer = new CallTimer(timeout);
    try (var _ = calls.begin(token, progress, timer)) {
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

  /// The first page, as goosed reads it.
  @Override
  public List<Resource> listResources() throws InterruptedException {
    return hasResources()
        ? objects(request("resources/list", JsonObject.EMPTY), "resources")
            .map(ResourceForm::resource)
            .toList()
        : List.of();
  }

  @Override
  public List<ResourceContent> readResource(String uri) throws InterruptedException {
    JsonObject result = request("resources/read", JsonObject.of("uri", Json.of(uri)));
    return objects(result, "contents").map(json -> ResourceForm.content(json, uri)).toList();
  }

  /// The first page, as goosed reads it, also of servers that do not announce prompts.
  @Override
  public List<Prompt> listPrompts() throws InterruptedException {
    return objects(request("prompts/list", JsonObject.EMPTY), "prompts")
        .map(PromptForm::prompt)
        .toList();
  }

  @Override
  public List<PromptMessage> getPrompt(String name, Map<String, String> arguments)
      throws InterruptedException {
    JsonObject params =
        JsonObject.builder()
            .put("name", name)
            .put("arguments", PromptForm.arguments(arguments))
            .build();
    return objects(request("prompts/get", params), "messages").map(PromptForm::message).toList();
  }

  private JsonObject request(String method, JsonObject params) throws InterruptedException {
    long token = connection.nextToken();
    JsonObject meta = RequestMeta.of(host.sessionId(), token);
    JsonObject complete = JsonObject.builder().put("_meta", meta).putAll(params).build();
    return connection.request(method, complete, token, new CallTimer(timeout));
  }

  private static Stream<JsonObject> objects(JsonObject result, String member) {
    return items(result, member).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
  }

  private static Stream<Json> items(JsonObject result, String member) {
    return result.array(member).map(JsonArray::items).orElse(List.of()).stream();
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
  public boolean isAlive() {
    return connection.isOpen();
  }

  @Override
  public void close() {
    connection.close();
    afterwards.run();
  }
}
