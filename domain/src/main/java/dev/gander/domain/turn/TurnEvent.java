package dev.gander.domain.turn;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.ShownWork;
import java.util.List;

/// What a turn reports to its client, in order. A turn that could not start is a single [Failed];
/// every other turn ends with [Finished], even if it was cancelled or failed on the way.
public sealed interface TurnEvent {
  /// Whether this tells that the turn is over. Of one that was cut off by the end of its server,
  /// both [Failed] and [Finished] do.
  default boolean tellsTheEnd() {
    return this instanceof Finished || this instanceof Failed;
  }

  /// A message, or its next fragment: fragments share an id. `message.id` is null for messages that
  /// are never stored. Wire name `Message`.
  record MessageArrived(Message message, TokenState tokens) implements TurnEvent {}

  /// A notification from a running tool; `toolRequestId` is the id of the call. Wire name
  /// `Notification`.
  record Notification(String toolRequestId, String method, JsonObject params)
      implements TurnEvent {}

  /// What a running tool does to files or in a terminal; `toolRequestId` is the id of the call. Not
  /// for clients of REST.
  record Worked(String toolRequestId, ShownWork work) implements TurnEvent {}

  /// The client has to replace everything it shows. Wire name `UpdateConversation`.
  record ConversationReplaced(List<Message> conversation) implements TurnEvent {
    public ConversationReplaced {
      conversation = List.copyOf(conversation);
    }
  }

  /// Another model answers from here on; `mode` is `lead` or `worker`. Wire name `ModelChange`.
  record ModelChanged(String model, String mode) implements TurnEvent {}

  /// The turn could not start, or broke down. A model's failure is a message, not this. Wire name
  /// `Error`.
  ///
  /// @param text for people, whatever the reason
  record Failed(Reason reason, String text) implements TurnEvent {
    /// The reasons that clients can react to.
    public enum Reason {
      UNKNOWN_SESSION,
      /// The session's agent has no model yet.
      NO_MODEL,
      /// The answered question is not open.
      UNKNOWN_QUESTION,
      OTHER
    }

    public static Failed because(String text) {
      return new Failed(Reason.OTHER, text);
    }
  }

  /// The end. `reason` is always `stop`. Wire name `Finish`, without the ending.
  record Finished(String reason, TokenState tokens, Ending ending) implements TurnEvent {
    /// How the turn came to its end.
    public enum Ending {
      DONE,
      CANCELLED,
      /// The model's last answer was as long as its service allows.
      AT_OUTPUT_LIMIT,
      /// The model was asked as often as it may be in one turn.
      AT_ROUND_LIMIT,
      /// A budget did not allow to ask the model again.
      BUDGET_SPENT
    }

    public static Finished stop(TokenState tokens) {
      return stop(tokens, Ending.DONE);
    }

    public static Finished stop(TokenState tokens, Ending ending) {
      return new Finished("stop", tokens, ending);
    }
  }
}
