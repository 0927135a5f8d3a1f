package dev.gander.application.observe;

import dev.gander.domain.error.ExtensionException;
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
public record ObservedTool(Observed observed, Function<Json, String> writer) {

  /// The call itself.
  @FunctionalInterface
  public interface Work extends ScopedValue.CallableOp<Outcome<ToolResult>, InterruptedException> {}

  /// A call begins.
  ///
  /// @param requestId chosen by the model; empty for a call of a client
  public static ObservedTool begin(
      Observer observer, Function<Json, String> writer, ToolCall call, String requestId) {
    Observed observed = observer.begin(new Activity.ToolCall(call.name(), requestId));
    if (observed.wantsContents()) {
      observed.content(Saying.TOOL_ARGUMENTS, writer.apply(call.argumentsOrEmpty()));
    }
    return new ObservedTool(observed, writer);
  }

  public Outcome<ToolResult> run(Work work) throws InterruptedException {
    try {
      Outcome<ToolResult> outcome = Trail.current().in(observed).call(work);
      tell(outcome);
      return outcome;
    } catch (ExtensionException e) {
      observed.end("failed", Optional.of("call_failed"));
      throw e;
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
