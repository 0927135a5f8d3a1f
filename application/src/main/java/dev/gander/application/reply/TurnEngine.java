package dev.gander.application.reply;

import dev.gander.application.agent.Agent;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import java.util.List;

/// Lets the model answer. Implemented by the engine, which depends on this package and not the
/// other way round.
public interface TurnEngine {
  /// Runs a turn to its end; whatever was finished before it ended, in whatever way, is stored.
  ///
  /// @throws InterruptedException if the turn was cancelled
  /// @throws dev.gander.domain.error.GanderException if it cannot go on; a model's failure is told
  ///   to the user instead
  void run(Start start) throws InterruptedException;

  /// Sums the conversation up, in the store, because the user asked for it. The client is not told.
  ///
  /// @throws InterruptedException if it was cancelled; nothing was changed
  /// @throws dev.gander.domain.error.GanderException if the model fails; nothing was changed
  void compact(Start start) throws InterruptedException;

  /// What a turn begins with: the session's messages, the user's new one last.
  record Start(
      Agent agent,
      Session session,
      ConfiguredModel model,
      List<Message> conversation,
      TurnOutput output) {}
}
