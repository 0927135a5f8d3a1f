package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Content;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// Keeps a model that has lost its way from having thousands of tools run at once. The calls above
/// the limit are not run, but answered: a call without an answer would be an error of its own.
public record SurplusCalls(TurnSettings settings) {

  /// The calls of an answer that may run; the others are answered.
  List<Content.ToolRequest> refuse(ToolAnswers answers) {
    List<Content.ToolRequest> all = answers.requests();
    int most = settings.mostCallsPerAnswer();
    if (all.size() <= most) {
      return all;
    }
    Outcome<ToolResult> refusal = Outcome.failure(refusal(all.size(), most));
    all.subList(most, all.size()).forEach(request -> answers.put(request, refusal));
    return all.subList(0, most);
  }

  private static String refusal(int calls, int most) {
    return ("%d: This call was not run: the answer has %d tool calls, of which only the first %d are"
            + " run (%s). Wait for their results before you call more.")
        .formatted(ExtensionException.INTERNAL_ERROR, calls, most, TurnSettings.CALLS_KEY);
  }
}
