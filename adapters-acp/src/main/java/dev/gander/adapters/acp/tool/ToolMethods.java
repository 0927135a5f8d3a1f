package dev.gander.adapters.acp.tool;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.ToolNotForApps;
import dev.gander.application.api.agent.ToolRunsInFrontend;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tools and resources of a session's extensions.
public record ToolMethods(UseCases use) {

  /// By name, also those of 1.35.
  public Map<String, AcpMethod> methods() {
    AcpMethod list = AcpMethod.of(this::list);
    AcpMethod call = AcpMethod.of(this::call);
    AcpMethod read = AcpMethod.of(this::read);
    return Map.of(
        "tools", list,
        "tools/list", list,
        "tool/call", call,
        "tools/call", call,
        "resource/read", read,
        "resources/read", read);
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  private SessionId session(JsonFields fields) {
    SessionId id = new SessionId(fields.text("sessionId"));
    use.sessions().get().withoutMessages(id);
    return id;
  }

  private Json list(JsonFields fields) throws InterruptedException {
    return JsonObject.of(
        "tools",
        JsonArray.of(use.agents().listTools().list(session(fields), null), ToolMethods::writeTool));
  }

  private static JsonObject writeTool(ListTools.Item item) {
    return JsonObject.builder()
        .putAll(ToolJson.write(item.tool()))
        .put("parameters", JsonArray.ofTexts(item.parameters()))
        .putTextIfPresent("permission", item.permission() == null ? null : item.permission().wire())
        .build();
  }

  private Json call(JsonFields fields) throws InterruptedException {
    String name = toolName(fields);
    Json arguments = arguments(fields.object().get("arguments"));
    SessionId session = session(fields);
    try {
      return writeResult(use.agents().callTool().callListed(session, name, arguments));
    } catch (ToolNotForApps _) {
      throw RpcError.invalidParams("tool is not visible to app clients");
    } catch (ToolRunsInFrontend _) {
      throw RpcError.invalidParams("the client itself runs this tool");
    } catch (ExtensionException e) {
      throw switch (e.code()) {
        case ExtensionException.NOT_FOUND -> RpcError.invalidParams("tool not found");
        case ExtensionException.INVALID_PARAMS -> RpcError.invalidParams(e.text());
        default -> RpcError.internal(e.text());
      };
    }
  }

  /// Newer clients name the extension apart.
  private static String toolName(JsonFields fields) {
    String name = fields.text("name");
    String extension = fields.optionalText("extensionName");
    String prefix = extension == null ? "" : ExtensionKey.of(extension) + "__";
    return name.startsWith(prefix) ? name : prefix + name;
  }

  private static Json arguments(@Nullable Json given) {
    return switch (given) {
      case null -> JsonObject.EMPTY;
      case JsonNull _ -> JsonObject.EMPTY;
      case JsonObject object -> object;
      case Json _ -> throw RpcError.invalidParams("tool arguments must be an object");
    };
  }

  private static JsonObject writeResult(ToolResult result) {
    return ToolJson.writeResult(result).with("isError", Json.of(result.failed()));
  }

  private Json read(JsonFields fields) throws InterruptedException {
    String uri = fields.text("uri");
    String extension = fields.text("extensionName");
    JsonArray contents =
        JsonArray.of(
            use.agents().readResource().contents(session(fields), extension, uri),
            ToolMethods::writeContent);
    return JsonObject.of("result", JsonObject.of("contents", contents));
  }

  private static JsonObject writeContent(ResourceContent content) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("uri", content.uri())
            .putTextIfPresent("mimeType", content.mimeType());
    switch (content) {
      case ResourceContent.Text text -> json.put("text", text.text());
      case ResourceContent.Blob blob -> json.put("blob", blob.data());
    }
    return json.putIfPresent("_meta", content.meta()).build();
  }
}
