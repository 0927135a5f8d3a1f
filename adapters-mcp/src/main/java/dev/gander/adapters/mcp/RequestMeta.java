package dev.gander.adapters.mcp;

import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.SessionId;

/// The `_meta` of requests to a server: the session, its working folder, the id that the model gave
/// a call (goosed 1.39), the progress token, and where our trace goes on, if there is one. A server
/// that asks something during a call may send that id back.
final class RequestMeta {
  static final String CALL = "agent-tool-call-request-id";

  private RequestMeta() {}

  static JsonObject of(SessionId session, long token) {
    return begin(session).put("progressToken", token).build();
  }

  static JsonObject of(ToolInvocation invocation, long token) {
    JsonObject.Builder meta =
        begin(invocation.sessionId()).put("agent-working-dir", invocation.workingDir().toString());
    if (!invocation.requestId().isBlank()) {
      meta.put(CALL, invocation.requestId());
    }
    return meta.put("progressToken", token).build();
  }

  private static JsonObject.Builder begin(SessionId session) {
    JsonObject.Builder meta = JsonObject.builder();
    Trail.current().trace().ifPresent(place -> meta.put(TraceContext.NAME, place.header()));
    return session.value().isEmpty() ? meta : meta.put("agent-session-id", session.value());
  }
}
