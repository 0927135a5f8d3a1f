package dev.gander.application.reply;

import dev.gander.application.agent.Agent;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.Session;
import dev.gander.domain.turn.Workplace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lets the model answer. Implemented by the engine, which depends on this package, not the other
/// way round.
public interface TurnEngine {
  /// Runs a turn to its end; whatever was finished when it ends, for any reason, is stored.
  ///
  /// @throws InterruptedException if the turn was cancelled
  /// @throws dev.gander.domain.error.GanderException if it cannot continue; a model's failure is
  ///   reported to the user instead
  void run(Start start) throws InterruptedException;

  /// Goes on with a turn whose server ended while it waited for its user: its open calls run or are
  /// declined, as the user has answered meanwhile, and the model hears of it.
  ///
  /// @param open the calls, at the end of the conversation
  /// @throws InterruptedException if the turn was cancelled
  /// @throws dev.gander.domain.error.GanderException if it cannot continue
  void goOn(Start start, List<OpenCalls> open) throws InterruptedException;

  /// Compacts the stored conversation at the user's request. The client is not notified.
  ///
  /// @throws InterruptedException if it was cancelled; nothing was changed
  /// @throws dev.gander.domain.error.GanderException if the model fails; nothing was changed
  void compact(Start start) throws InterruptedException;

  /// The initial state of a turn: the session's messages, ending with the user's new one.
  ///
  /// @param workplace whose files and terminal the turn uses; null for those of this machine
  record Start(
      Agent agent,
      Session session,
      ConfiguredModel model,
      List<Message> conversation,
      TurnOutput output,
      @Nullable Workplace workplace) {}
}
