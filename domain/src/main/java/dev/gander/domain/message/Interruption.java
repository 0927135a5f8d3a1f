package dev.gander.domain.message;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;

/// Why a tool call got no answer of its tool. The model is told, and that the call may have had its
/// effects nevertheless.
public enum Interruption {
  /// Someone cancelled the turn, or its client left.
  CANCELLATION("a cancellation of the turn"),
  /// The server was asked to stop.
  STOP("the end of the server"),
  /// The server was killed, or the turn lost its session, which was noticed later.
  SUDDEN_END("the sudden end of the server or its turn"),
  /// An error of the server ended the turn.
  FAILURE("an error inside the server");

  private final String cause;

  Interruption(String cause) {
    this.cause = cause;
  }

  /// The answer to such a call.
  ///
  /// @param begun false if the call is known not to have run
  public Outcome<ToolResult> answer(boolean begun) {
    return Outcome.success(
        ToolResult.error(
            "Interrupted by " + cause + "; it " + (begun ? "may have run." : "did not run.")));
  }
}
