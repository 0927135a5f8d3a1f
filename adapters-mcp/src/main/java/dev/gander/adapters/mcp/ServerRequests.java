package dev.gander.adapters.mcp;

import dev.gander.adapters.mcp.wire.McpPeer;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.SamplingJson;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// Answers the requests of an MCP server for the session's folder, model or user.
final class ServerRequests implements McpPeer {
  private static final String TOOLS_CHANGED = "notifications/tools/list_changed";

  private final ExtensionHost host;
  private final RunningCalls calls;

  ServerRequests(ExtensionHost host, RunningCalls calls) {
    this.host = host;
    this.calls = calls;
  }

  @Override
  public Set<String> notifications() {
    return Set.of("notifications/progress", "notifications/message", TOOLS_CHANGED);
  }

  @Override
  public void notified(String method, JsonObject params) {
    if (method.equals(TOOLS_CHANGED)) {
      host.toolsChanged();
    } else {
      calls.tell(method, params);
    }
  }

  @Override
  public Set<String> requests() {
    return Set.of("ping", "roots/list", "sampling/createMessage", "elicitation/create");
  }

  @Override
  public JsonObject asked(String method, JsonObject params) throws InterruptedException {
    return switch (method) {
      case "roots/list" -> roots();
      case "sampling/createMessage" -> sample(params);
      case "elicitation/create" -> elicit(params);
      case String _ -> JsonObject.EMPTY;
    };
  }

  private JsonObject roots() {
    String uri = host.workingDir().toUri().toString();
    JsonObject root =
        JsonObject.builder()
            .put("uri", withoutLastSlash(uri))
            .put("name", "working_directory")
            .build();
    return JsonObject.of("roots", JsonArray.of(root));
  }

  /// Java ends the address of an existing folder with a slash; goosed does not.
  private static String withoutLastSlash(String uri) {
    return uri.length() > "file:///".length() && uri.endsWith("/")
        ? uri.substring(0, uri.length() - 1)
        : uri;
  }

  private JsonObject sample(JsonObject params) throws InterruptedException {
    try {
      return SamplingJson.writeAnswer(host.sample(SamplingJson.readRequest(JsonFields.of(params))));
    } catch (ExtensionException e) {
      throw e;
    } catch (GanderException e) {
      throw new ExtensionException(e.text(), e);
    }
  }

  private JsonObject elicit(JsonObject params) throws InterruptedException {
    Elicitation question = Elicitation.read(params);
    Optional<RunningCalls.Call> call = calls.asking(params);
    return question.answer(
        call.isPresent()
            ? call.get().elicit(question.message(), question.schema())
            : host.elicit(question.message(), question.schema()));
  }
}
