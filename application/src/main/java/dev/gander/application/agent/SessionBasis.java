package dev.gander.application.agent;

import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionModel;
import java.util.List;
import java.util.Optional;

/// What an agent is made from, as its session has it.
record SessionBasis(
    GooseMode mode,
    String workingDir,
    SessionModel model,
    AttachedRecipe recipe,
    Optional<List<ExtensionConfig>> extensions) {

  static SessionBasis of(Session session) {
    return new SessionBasis(
        session.mode(),
        session.workingDir(),
        session.model(),
        session.recipe(),
        EnabledExtensions.read(session.extensionData()));
  }
}
