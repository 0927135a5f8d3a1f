package dev.gander.application.subagent;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import java.util.List;

/// All that a sub-agent gets to know.
///
/// @param parent the session that delegates
/// @param description of the task, in one short line
/// @param recipe its instructions, limits, retries and schema; filled in
/// @param message the first one of its conversation
record Assignment(
    SessionId parent,
    String description,
    Recipe recipe,
    String message,
    SessionModel model,
    List<ExtensionConfig> extensions,
    String workingDir) {
  Assignment {
    extensions = List.copyOf(extensions);
  }
}
