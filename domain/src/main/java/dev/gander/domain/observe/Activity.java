package dev.gander.domain.observe;

import dev.gander.domain.session.SessionId;

/// Something that takes its time, and may contain other activities.
public sealed interface Activity {
  /// From its start, any wait for the turn before it included, to its last event.
  record Turn(SessionId session, String requestId) implements Activity {}

  /// From the request to the end of the answer.
  ///
  /// @param provider its name in Gander
  record ModelCall(String provider, String model, String session) implements Activity {}

  /// @param id chosen by the model; empty if a client calls
  record ToolCall(String tool, String id) implements Activity {}

  /// A request over HTTP, to the end of its answer. Its outcome is the status.
  ///
  /// @param route the id of the operation
  record Request(String method, String route) implements Activity {}
}
