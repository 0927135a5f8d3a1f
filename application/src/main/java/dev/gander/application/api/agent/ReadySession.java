package dev.gander.application.api.agent;

import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.session.Session;
import java.util.List;

/// A session whose agent is ready to be prompted.
///
/// @param model of the agent, with its limits
/// @param results of starting each extension
public record ReadySession(Session session, ModelConfig model, List<ExtensionLoadResult> results) {
  public ReadySession {
    results = List.copyOf(results);
  }
}
