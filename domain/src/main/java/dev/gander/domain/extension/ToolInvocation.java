package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;

/// A tool call for one extension. `tool` is the extension's own name for it, without prefix;
/// `requestId` is the id the model gave the call.
public record ToolInvocation(
    SessionId sessionId, Path workingDir, String requestId, String tool, JsonObject arguments) {}
