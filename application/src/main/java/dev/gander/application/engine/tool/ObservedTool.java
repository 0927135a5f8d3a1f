package dev.gander.application.engine.tool;

import dev.gander.domain.json.Json;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Observer.Saying;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.Optional;
import java.util.function.Function;

/// A tool call that is told to the observer.
record ObservedTool(Observed observed, Function<Json, String> writer) {

  /// The call itself.
  @FunctionalInterface
  interface Work extends ScopedValue.CallableOp<Outcome<ToolResult>, InterruptedException> {}

  static ObservedTool begin(
      Observer observer, Function<Json, String> writer, ToolCall call, String requestId) {
    Observed observed = observer.begin(new Activity.ToolCall(call.name(), requestId));
    if (observed.wantsContents()) {
      observed.content(Saying.TOOL_ARGUMENTS, writer.apply(call.argumentsOrEmpty()));
    }
    return new ObservedTool(observed, writer);
  }

  Outcome<ToolResult> run(Work work) throws InterruptedException {
    try {
      Outcome<ToolResult> outcome = Trail.current().in(observed).call(work);
      tell(outcome);
      return outcome;
    } finally {
      // It was interrupted, unless its end was told.
      observed.end("cancelled", Optional.empty());
    }
  }

  private void tell(Outcome<ToolResult> outcome) {
    switch (outcome) {
      case Outcome.Success<ToolResult>(ToolResult result) -> {
        if (observed.wantsContents()) {
          observed.content(Saying.TOOL_RESULT, writer.apply(Json.of(result.joinedText())));
        }
        if (result.failed()) {
          observed.end("failed", Optional.of("tool_error"));
        } else {
          observed.end();
        }
      }
      case Outcome.Failure<ToolResult> _ -> observed.end("failed", Optional.of("call_failed"));
    }
  }
}
