package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.ExtensionReload;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.ModelRestore;
import dev.gander.application.model.SessionModels;
import dev.gander.application.turn.Turns;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.List;
import java.util.Optional;

/// Returns a session, in which no tool call stays without an answer, and on request prepares its
/// agent.
public final class ResumeAgent {
  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final SessionModels models;
  private final LiveAgents agents;
  private final Turns turns;

  public ResumeAgent(
      SessionStore sessions,
      ConversationStore conversations,
      SessionModels models,
      LiveAgents agents,
      Turns turns) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.models = models;
    this.agents = agents;
    this.turns = turns;
  }

  /// @param session as it was before its provider was stored, unless that had to be replaced
  /// @param results of starting each extension; empty if loading was not requested
  public record Resumed(
      Session session, List<Message> messages, Optional<List<ExtensionLoadResult>> results) {}

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model for it, or the
  ///   provider cannot be created
  public Resumed resume(SessionId id, boolean load) throws InterruptedException {
    Session session = sessions.get(id);
    turns.closeLeftOpen(id);
    if (!load) {
      return new Resumed(session, conversations.messages(id), Optional.empty());
    }
    SessionModels.Restored restored = models.restore(session);
    Agent agent = agents.get(id);
    boolean replaced = new ModelRestore(sessions).apply(restored, agent, session);
    List<ExtensionLoadResult> results = new ExtensionReload(sessions).load(agent);
    return new Resumed(
        replaced ? sessions.get(id) : session, conversations.messages(id), Optional.of(results));
  }
}
