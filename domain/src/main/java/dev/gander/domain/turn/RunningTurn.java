package dev.gander.domain.turn;

import dev.gander.domain.message.Message;

/// A turn that runs in a session, or waits to.
///
/// @param requestId the client's id for it
/// @param message what the user said
public record RunningTurn(String requestId, Message message) {}
