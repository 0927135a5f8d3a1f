package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A tool call to one extension. `tool` is the extension's own name for it, without prefix;
/// `requestId` is the id that the model gave the call, blank if it did not come from a model.
/// `given` is null when the call has no arguments, which some servers distinguish from `{}`.
public record ToolInvocation(
    SessionId sessionId,
    Path workingDir,
    String requestId,
    String tool,
    @Nullable JsonObject given) {

  /// The arguments, `{}` when there are none.
  public JsonObject arguments() {
    return given == null ? JsonObject.EMPTY : given;
  }
}
