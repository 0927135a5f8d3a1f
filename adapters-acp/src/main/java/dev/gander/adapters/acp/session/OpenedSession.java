package dev.gander.adapters.acp.session;

import dev.gander.adapters.acp.connection.Connection;
import dev.gander.adapters.acp.feed.SessionFeed;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.source.AvailableCommandsJson;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ReadySession;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionNotFound;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client is told of a session that it has opened: at once what it may choose, and
/// afterwards how full it is and which commands there are.
record OpenedSession(UseCases use, Connection client, ReadySession ready) {
  private static final System.Logger LOG = System.getLogger(OpenedSession.class.getName());

  /// The answer for a session that the client does not know yet.
  RpcResult asNew() {
    JsonObject.Builder answer = JsonObject.builder().put("sessionId", ready.session().id().value());
    return result(answer.putAll(choices()).put("_meta", meta()).build());
  }

  /// The answer for a session that the client has named.
  RpcResult asKnown() {
    return result(JsonObject.builder().putAll(choices()).put("_meta", meta()).build());
  }

  /// The answer for a copy.
  RpcResult asCopy() {
    JsonObject.Builder answer = JsonObject.builder().put("sessionId", ready.session().id().value());
    JsonObject meta =
        JsonObject.builder()
            .putAll(SessionInfoJson.meta(ready.session()))
            .put("extensionResults", results())
            .build();
    return result(answer.putAll(choices()).put("_meta", meta).build());
  }

  private JsonObject choices() {
    SessionOptions options = new SessionOptions(use);
    Session session = ready.session();
    return JsonObject.builder()
        .put("modes", SessionOptions.modes(session.mode()))
        .putIfPresent("models", options.models(session.id()))
        .put("configOptions", options.options(session.id()))
        .build();
  }

  private JsonObject meta() {
    return JsonObject.builder()
        .putIfPresent("recipe", ready.session().recipe().json())
        .putIfPresent("userRecipeValues", values(ready.session().recipe().values()))
        .put("extensionResults", results())
        .put("workingDir", ready.session().workingDir())
        .build();
  }

  private static @Nullable Json values(@Nullable Map<String, String> values) {
    if (values == null) {
      return null;
    }
    JsonObject.Builder json = JsonObject.builder();
    values.forEach(json::put);
    return json.build();
  }

  private JsonArray results() {
    return JsonArray.of(ready.results(), OpenedSession::result);
  }

  private static JsonObject result(ExtensionLoadResult result) {
    return JsonObject.builder()
        .put("name", result.name())
        .put("success", result.succeeded())
        .putTextIfPresent("error", result.error())
        .build();
  }

  private RpcResult result(JsonObject answer) {
    return new RpcResult(answer, this::greet);
  }

  private void greet() {
    try {
      SessionFeed feed = client.sessions().watch(ready.session().id());
      feed.tellUsage(ready.session().tokens());
      feed.tell(commands());
    } catch (SessionNotFound _) {
      // It was closed or deleted meanwhile.
    } catch (GanderException e) {
      LOG.log(Level.INFO, "session {0}: {1}", ready.session().id(), e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonObject commands() {
    return JsonObject.builder()
        .put("sessionUpdate", "available_commands_update")
        .put(
            "availableCommands",
            AvailableCommandsJson.write(
                use.config().menu().list(Path.of(ready.session().workingDir()))))
        .build();
  }
}
