package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.reply.TurnOutput;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Content;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The calls of a batch that have no answer yet, and the time that each has left. For the turn's
/// own thread.
final class CallsInFlight {
  private static final int MOST_NAMES = 5;
  private static final int LONGEST_NAME = 64;
  private static final Duration NO_END = Duration.ofDays(365);

  private record Open(RunningTool tool, Thread thread) {
    Duration left() {
      return tool.timer().left();
    }

    @SuppressWarnings("ReferenceEquality") // Two calls of one answer may be equal.
    boolean isOf(Content.ToolRequest request) {
      return tool.request() == request;
    }
  }

  private final TurnOutput output;
  private final List<Open> calls = new ArrayList<>();

  CallsInFlight(TurnOutput output) {
    this.output = output;
  }

  void start(RunningTool tool, ToolCaller caller) {
    calls.add(
        new Open(
            tool,
            Thread.ofVirtual()
                .name("tool")
                .start(CurrentCaller.carrying(Trail.carrying(() -> tool.run(caller))))));
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  boolean has(Content.ToolRequest request) {
    return calls.stream().anyMatch(open -> open.isOf(request));
  }

  void remove(Content.ToolRequest request) {
    calls.removeIf(open -> open.isOf(request));
    tellStage();
  }

  /// Until the first of them has taken too long. One whose time stands still sends a letter when it
  /// goes on, or has ended.
  Duration timeLeft() {
    return calls.stream()
        .filter(open -> open.tool.timer().isRunning())
        .map(Open::left)
        .min(Comparator.naturalOrder())
        .orElse(NO_END);
  }

  /// Stops the calls that have taken too long, and answers them, whether they stop or not.
  void endLate(ToolAnswers answers) {
    List<Open> late = calls.stream().filter(open -> !open.left().isPositive()).toList();
    for (Open open : late) {
      open.thread.interrupt();
      remove(open.tool.request());
      answers.put(open.tool.request(), tooLate(open.tool.timer().limit()));
    }
  }

  private static Outcome<ToolResult> tooLate(Duration limit) {
    return Outcome.failure(
        "%d: The tool did not end within %d s (%s); it was stopped."
            .formatted(
                ExtensionException.INTERNAL_ERROR, limit.toSeconds(), TurnSettings.TOOL_TIME_KEY));
  }

  void interrupt() {
    calls.forEach(open -> open.thread.interrupt());
  }

  void tellStage() {
    if (calls.isEmpty()) {
      return;
    }
    List<Open> asking = calls.stream().filter(open -> open.tool.timer().isPaused()).toList();
    if (asking.isEmpty()) {
      output.at(TurnStage.RUNNING_TOOLS, names(calls));
    } else {
      output.at(TurnStage.AWAITING_USER, names(asking));
    }
  }

  private static String names(List<Open> calls) {
    String first =
        calls.stream().limit(MOST_NAMES).map(CallsInFlight::name).collect(Collectors.joining(", "));
    return calls.size() > MOST_NAMES
        ? first + " and " + (calls.size() - MOST_NAMES) + " more"
        : first;
  }

  /// The model chose it: a line of the log must stay one.
  private static String name(Open open) {
    if (!(open.tool.request().call() instanceof Outcome.Success<ToolCall>(ToolCall call))) {
      return "unreadable";
    }
    String plain = call.name().replaceAll("\\p{Cntrl}", " ");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }
}
