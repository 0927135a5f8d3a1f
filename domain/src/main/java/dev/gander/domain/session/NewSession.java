package dev.gander.domain.session;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;

/// What is needed to create a session; the store adds the id and the times.
public record NewSession(
    String workingDir, String name, SessionType type, GooseMode mode, JsonObject extensionData) {}
