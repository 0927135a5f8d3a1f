package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;

/// Explanations for people who read a stream. They are comments, which programs skip, so the events
/// stay goosed's.
final class TurnFrames {
  private static final String HOW_TO_GET_A_MODEL =
      "The session has no model yet: load it with POST /agent/resume and"
          + " \"load_model_and_extensions\": true, or choose one with POST /agent/update_provider";

  private TurnFrames() {}

  /// The frame of an event, with a comment before it if there is something to explain.
  static SseFrame explained(TurnEvent event, SseFrame frame) {
    return event instanceof TurnEvent.Failed(Reason reason, var _) && reason == Reason.NO_MODEL
        ? frame.after(HOW_TO_GET_A_MODEL)
        : frame;
  }
}
