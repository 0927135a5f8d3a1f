package dev.gander.adapters.acp.history;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.session.SessionInfoJson;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.util.Map;

/// Sessions in storage. Some of these methods call an unknown session an internal error.
public record HistoryMethods(UseCases use) {

  /// By name, also those of older versions.
  public Map<String, AcpMethod> methods() {
    AcpMethod assign = AcpMethod.of(this::assign);
    AcpMethod move = AcpMethod.of(this::move);
    return Map.of(
        "session/info", AcpMethod.of(this::info),
        "session/rename", AcpMethod.of(this::rename),
        "session/archive", AcpMethod.of(this::archive),
        "session/unarchive", AcpMethod.of(this::unarchive),
        "session/project/update", assign,
        "session/update_project", assign,
        "session/working-dir/update", move,
        "working_dir/update", move,
        "session/conversation/truncate", AcpMethod.of(this::truncate));
  }

  private static SessionId id(JsonFields fields) {
    return new SessionId(fields.text("sessionId"));
  }

  /// As users may have typed it.
  private static SessionId trimmed(JsonFields fields) {
    String id = fields.text("sessionId").strip();
    if (id.isEmpty()) {
      throw RpcError.invalidParams("sessionId cannot be empty");
    }
    return new SessionId(id);
  }

  private Json info(JsonFields fields) {
    return JsonObject.of(
        "session", SessionInfoJson.write(use.sessions().get().withoutMessages(trimmed(fields))));
  }

  /// A blank title changes nothing.
  private Json rename(JsonFields fields) {
    SessionId id = id(fields);
    String title = fields.text("title");
    return known(
        () -> {
          if (title.isBlank()) {
            use.sessions().get().withoutMessages(id);
          } else {
            use.sessions().rename().rename(id, title);
          }
        });
  }

  private Json archive(JsonFields fields) {
    SessionId id = id(fields);
    return known(() -> use.sessions().filing().archive(id));
  }

  private Json unarchive(JsonFields fields) {
    SessionId id = id(fields);
    return known(() -> use.sessions().filing().unarchive(id));
  }

  private Json assign(JsonFields fields) {
    SessionId id = id(fields);
    String project = fields.optionalText("projectId");
    return known(() -> use.sessions().filing().assign(id, project));
  }

  private static Json known(Runnable change) {
    try {
      change.run();
    } catch (SessionNotFound e) {
      throw RpcError.internal(e.text());
    }
    return JsonObject.EMPTY;
  }

  private Json move(JsonFields fields) throws InterruptedException {
    use.agents().move().move(id(fields), fields.text("workingDir"));
    return JsonObject.EMPTY;
  }

  /// An unknown session has no messages to cut off.
  private Json truncate(JsonFields fields) throws InterruptedException {
    SessionId id = trimmed(fields);
    long from = fields.integer("truncateFrom");
    try {
      use.sessions().fork().fork(id, false, from);
    } catch (SessionNotFound _) {
      // Nothing is left of it.
    }
    return JsonObject.EMPTY;
  }
}
