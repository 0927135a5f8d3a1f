package dev.gander.domain.turn;

import java.util.List;

/// What a subscriber of a session's events is told.
public sealed interface SessionEvent {
  /// An event of a turn. `sequence` counts from 1 for each session; `requestId` is the client's
  /// name for the turn.
  record Published(long sequence, String requestId, TurnEvent event) implements SessionEvent {}

  /// The turns that run at this moment; comes first, and only if there are any.
  record ActiveRequests(List<String> requestIds) implements SessionEvent {
    public ActiveRequests {
      requestIds = List.copyOf(requestIds);
    }
  }

  /// What the subscriber has missed is not kept any more; nothing follows.
  record TooFarBehind() implements SessionEvent {}
}
