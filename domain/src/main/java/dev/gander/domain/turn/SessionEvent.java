package dev.gander.domain.turn;

import java.util.List;

/// An event for a subscriber to a session.
public sealed interface SessionEvent {
  /// An event of a turn. `sequence` counts from 1 for each session; `requestId` is the client's id
  /// for the turn.
  record Published(long sequence, String requestId, TurnEvent event) implements SessionEvent {}

  /// The currently running turns; comes first, and only if there are any.
  record ActiveRequests(List<String> requestIds) implements SessionEvent {
    public ActiveRequests {
      requestIds = List.copyOf(requestIds);
    }
  }

  /// The events that the subscriber missed are no longer kept; nothing follows.
  record TooFarBehind() implements SessionEvent {}
}
