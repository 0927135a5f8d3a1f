package dev.gander.adapters.http.agent;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ExtensionNotKept;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.ToolNotForApps;
import dev.gander.application.api.agent.ToolRunsInFrontend;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Objects;

/// Tools, resources and extensions of a session's agent.
public final class ToolRoutes {
  private final UseCases.Agents use;

  public ToolRoutes(UseCases.Agents use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("get_tools", "/agent/tools", this::tools),
        Route.post("call_tool", "/agent/call_tool", this::callTool),
        Route.post("read_resource", "/agent/read_resource", this::readResource),
        Route.post("agent_add_extension", "/agent/add_extension", this::addExtension),
        Route.post("agent_remove_extension", "/agent/remove_extension", this::removeExtension));
  }

  private Answer tools(Call call) throws InterruptedException {
    SessionId session = new SessionId(call.query().text("session_id"));
    String extension = call.query().optionalText("extension_name").orElse(null);
    return Answer.json(
        JsonArray.of(use.listTools().list(session, extension), ToolRoutes::writeTool));
  }

  private static Json writeTool(ListTools.Item item) {
    return JsonObject.builder()
        .put("name", item.tool().name())
        .put("description", Objects.requireNonNullElse(item.tool().description(), ""))
        .put("parameters", JsonArray.ofTexts(item.parameters()))
        .putOrNull("permission", item.permission() == null ? null : item.permission().wire())
        .put("input_schema", item.tool().inputSchema())
        .build();
  }

  private record ToolRequest(SessionId session, String name, Json arguments) {
    static ToolRequest read(JsonFields fields) {
      return new ToolRequest(
          AgentRoutes.sessionId(fields),
          fields.text("name"),
          fields.required("arguments", any -> any));
    }
  }

  private Answer callTool(Call call) throws InterruptedException {
    ToolRequest request = call.body(ToolRequest::read);
    try {
      return Answer.json(
          writeResult(use.callTool().call(request.session(), request.name(), request.arguments())));
    } catch (ToolNotForApps e) {
      throw new Refusal(403, e.text(), e);
    } catch (ToolRunsInFrontend e) {
      throw new Refusal(424, e.text(), e);
    } catch (ExtensionException e) {
      throw new Refusal(status(e), e.coded(), e);
    }
  }

  private static int status(ExtensionException failure) {
    return switch (failure.code()) {
      case ExtensionException.NOT_FOUND -> 404;
      case ExtensionException.INVALID_PARAMS -> 400;
      default -> 500;
    };
  }

  /// Clients up to 1.27 read the snake-case names, newer ones the camel-case names.
  private static Json writeResult(ToolResult result) {
    JsonObject written = ToolJson.writeResult(result);
    return JsonObject.builder()
        .putAll(written)
        .put("isError", result.failed())
        .put("is_error", result.failed())
        .putIfPresent("structured_content", written.get("structuredContent"))
        .build();
  }

  private record ResourceRequest(SessionId session, String extension, String uri) {
    static ResourceRequest read(JsonFields fields) {
      return new ResourceRequest(
          AgentRoutes.sessionId(fields), fields.text("extension_name"), fields.text("uri"));
    }
  }

  private Answer readResource(Call call) throws InterruptedException {
    ResourceRequest request = call.body(ResourceRequest::read);
    ResourceContent.Text resource =
        use.readResource().read(request.session(), request.extension(), request.uri());
    return Answer.json(
        JsonObject.builder()
            .put("uri", resource.uri())
            .putIfPresent(
                "mimeType", resource.mimeType() == null ? null : Json.of(resource.mimeType()))
            .put("text", resource.text())
            .putIfPresent("_meta", resource.meta())
            .build());
  }

  private record Addition(SessionId session, ExtensionConfig config) {
    static Addition read(JsonFields fields) {
      return new Addition(
          AgentRoutes.sessionId(fields), fields.required("config", ExtensionConfigJson::readKnown));
    }
  }

  private Answer addExtension(Call call) throws InterruptedException {
    Addition request = call.body(Addition::read);
    try {
      use.addExtension().add(request.session(), request.config());
    } catch (SessionNotFound e) {
      String text = "Failed to get session '%s': %s".formatted(e.id(), AgentRoutes.NO_SESSION);
      throw setupFailed(text, e, e);
    } catch (ExtensionNotKept e) {
      throw setupFailed("Failed to persist extension state: " + e.reason().text(), e.reason(), e);
    } catch (ExtensionException e) {
      throw new Refusal(e.isOfConfig() ? 400 : 424, "Failed to add extension: " + e.text(), e);
    }
    return Answer.empty();
  }

  private static Refusal setupFailed(String text, GanderException reason, GanderException failure) {
    return new Refusal(
        status(reason), "Failed to add extension: error during extension setup: " + text, failure);
  }

  /// The session may also be deleted while its extension starts.
  private static int status(GanderException reason) {
    return reason instanceof SessionNotFound ? 404 : 500;
  }

  private record Removal(SessionId session, String name) {
    static Removal read(JsonFields fields) {
      return new Removal(AgentRoutes.sessionId(fields), fields.text("name"));
    }
  }

  private Answer removeExtension(Call call) throws InterruptedException {
    Removal request = call.body(Removal::read);
    try {
      use.removeExtension().remove(request.session(), request.name());
    } catch (SessionNotFound e) {
      throw notRemoved(404, AgentRoutes.NO_SESSION, e);
    } catch (ExtensionNotKept e) {
      throw notRemoved(status(e.reason()), e.reason().text(), e);
    }
    return Answer.empty();
  }

  private static Refusal notRemoved(int status, String reason, GanderException failure) {
    return new Refusal(
        status,
        "Failed to remove extension: Failed to persist extension state: " + reason,
        failure);
  }
}
