package dev.gander.domain.turn;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.TokenState;
import java.util.List;

/// What a turn tells its client, in order. A turn that could not start is one [Failed]; every other
/// turn ends with [Finished], also when it was cancelled or failed on the way.
public sealed interface TurnEvent {
  /// A message, or the next fragment of one: fragments share an id. `message.id` is null for what
  /// is never stored. Wire name `Message`.
  record MessageArrived(Message message, TokenState tokens) implements TurnEvent {}

  /// A running tool says something; `toolRequestId` is the id of the call. Wire name
  /// `Notification`.
  record Notification(String toolRequestId, String method, JsonObject params)
      implements TurnEvent {}

  /// The client has to replace all that it shows. Wire name `UpdateConversation`.
  record ConversationReplaced(List<Message> conversation) implements TurnEvent {
    public ConversationReplaced {
      conversation = List.copyOf(conversation);
    }
  }

  /// Another model answers from here on; `mode` is `lead` or `worker`. Wire name `ModelChange`.
  record ModelChanged(String model, String mode) implements TurnEvent {}

  /// The turn could not start or broke down. A model's failure is a message, not this. Wire name
  /// `Error`.
  ///
  /// @param text for people, whatever the reason
  record Failed(Reason reason, String text) implements TurnEvent {
    /// What a client can be helped with.
    public enum Reason {
      UNKNOWN_SESSION,
      /// The session's agent has no model yet.
      NO_MODEL,
      /// An answer was given to a question that is not open.
      UNKNOWN_QUESTION,
      OTHER
    }

    public static Failed because(String text) {
      return new Failed(Reason.OTHER, text);
    }
  }

  /// The end. `reason` is always `stop`. Wire name `Finish`.
  record Finished(String reason, TokenState tokens) implements TurnEvent {
    public static Finished stop(TokenState tokens) {
      return new Finished("stop", tokens);
    }
  }
}
