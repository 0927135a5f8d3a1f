package dev.gander.application.engine.tool;

import dev.gander.application.budget.TurnTab;
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
    return all.size() <= most ? all : first(most, all, answers, refusal(all.size(), most));
  }

  /// Those of the calls that the budgets allow; the others are answered.
  static List<Content.ToolRequest> refuse(
      List<Content.ToolRequest> calls, TurnTab tab, ToolAnswers answers) {
    return calls.isEmpty()
        ? calls
        : tab.useTools(calls.size())
            .map(shortage -> first(shortage.left(), calls, answers, refusal(shortage)))
            .orElse(calls);
  }

  private static List<Content.ToolRequest> first(
      int most, List<Content.ToolRequest> calls, ToolAnswers answers, String refusal) {
    Outcome<ToolResult> refused = Outcome.failure(refusal);
    calls.subList(most, calls.size()).forEach(request -> answers.put(request, refused));
    return calls.subList(0, most);
  }

  private static String refusal(TurnTab.ToolShortage shortage) {
    return ExtensionException.INTERNAL_ERROR
        + ": This call was not run, because a budget is spent: "
        + shortage.text();
  }

  private static String refusal(int calls, int most) {
    return ("%d: This call was not run: the answer has %d tool calls, of which only the first %d are"
            + " run (%s). Wait for their results before you call more.")
        .formatted(ExtensionException.INTERNAL_ERROR, calls, most, TurnSettings.CALLS_KEY);
  }
}
