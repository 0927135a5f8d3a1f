package dev.gander.adapters.mcp;

import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;

/// The `_meta` of requests to a server: the session, its working folder, and the progress token.
/// The same as goosed 1.36 sends; the tool call's id, which 1.39 adds, is left out.
final class RequestMeta {
  private RequestMeta() {}

  static JsonObject of(SessionId session, long token) {
    return begin(session).put("progressToken", token).build();
  }

  static JsonObject of(ToolInvocation invocation, long token) {
    return begin(invocation.sessionId())
        .put("agent-working-dir", invocation.workingDir().toString())
        .put("progressToken", token)
        .build();
  }

  private static JsonObject.Builder begin(SessionId session) {
    JsonObject.Builder meta = JsonObject.builder();
    return session.value().isEmpty() ? meta : meta.put("agent-session-id", session.value());
  }
}
