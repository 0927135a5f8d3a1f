package dev.gander.application.engine;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.RoundEnd;
import dev.gander.application.engine.dialogue.UsageAccounting;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.tool.Fragment;
import dev.gander.application.engine.tool.ToolAnswers;
import dev.gander.application.engine.tool.ToolRounds;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request to the model and what follows from its answer.
///
/// Fragments are shown as they arrive. Text and thinking are stored when the answer has ended, even
/// if it broke off or the turn was cancelled, and then its calls. Tools run after that, so that no
/// call of a partial answer runs and no connection waits for a tool.
///
/// From the first fragment with calls on, what arrives is held back: no client sees a call that is
/// not stored. goosed runs the tools of a fragment before it reads the next one, so its clients see
/// a call's result before the text after the call, and the answer's token counts change last. To
/// keep that order, later fragments are shown with their results, and counts after the tools.
final class Round {
  private static final Outcome<ToolResult> CUT_OFF =
      Outcome.success(
          ToolResult.error(
              "The answer broke off before it was complete, so this call did not run."));

  private final Dialogue dialogue;
  private final Briefing briefing;
  private final UsageAccounting accounting;
  private final ToolRounds tools;
  private final IdSource ids;
  private final AnswerMessages said = new AnswerMessages();
  private final List<Content> thoughts = new ArrayList<>();
  private final List<Content.ToolRequest> calls = new ArrayList<>();
  private final List<Fragment> held = new ArrayList<>();
  private @Nullable TokenState unseen;
  private final GrowingText thought = new GrowingText();

  Round(
      Dialogue dialogue,
      Briefing briefing,
      UsageAccounting accounting,
      ToolRounds tools,
      IdSource ids) {
    this.ids = ids;
    this.dialogue = dialogue;
    this.briefing = briefing;
    this.accounting = accounting;
    this.tools = tools;
  }

  RoundEnd play(Provider provider, ProviderRequest request) throws InterruptedException {
    try {
      RoundEnd heard = heard(provider, request);
      return heard == RoundEnd.TOOLS_CALLED ? runTools() : heard;
    } finally {
      if (unseen != null) {
        dialogue.output().tokens(unseen);
      }
    }
  }

  /// How the answer ended, before its tools run.
  private RoundEnd heard(Provider provider, ProviderRequest request) throws InterruptedException {
    try {
      hearAll(provider, request);
      return calls.isEmpty() ? RoundEnd.ANSWERED : RoundEnd.TOOLS_CALLED;
    } catch (ProviderException e) {
      refuseCalls();
      if (e instanceof ProviderException.ContextLengthExceeded) {
        return RoundEnd.TOO_LONG;
      }
      ProviderFailures.tell(dialogue, e);
      return RoundEnd.FAILED;
    }
  }

  private void hearAll(Provider provider, ProviderRequest request) throws InterruptedException {
    dialogue.output().answered(false);
    dialogue.output().at(TurnStage.AWAITING_HEAD);
    try (ProviderStream stream = provider.stream(request)) {
      dialogue.output().at(TurnStage.AWAITING_EVENT);
      boolean gathers = stream.beforeWaiting(dialogue.output()::flush);
      dialogue.output().gather(gathers);
      Optional<Delta> next = stream.next();
      dialogue.output().at(TurnStage.HEARING);
      for (; next.isPresent(); next = stream.next()) {
        Delta step = next.get();
        if (step.question().isPresent()) {
          dialogue.output().gather(false);
          answer(step.question().get(), stream);
          dialogue.output().gather(gathers);
        } else {
          hear(step);
        }
      }
    } finally {
      dialogue.output().gather(false);
      store(said.end(ids.messageId(), dialogue.now()));
    }
  }

  private void store(List<Message> spoken) {
    if (!spoken.isEmpty()) {
      dialogue.output().flush();
    }
    for (Message message : spoken) {
      thoughts.addAll(thoughts(message));
    }
    dialogue.commit(spoken);
  }

  /// The service is itself an agent and asks before it acts.
  private void answer(Action.ToolConfirmation question, ProviderStream stream)
      throws InterruptedException {
    stream.answer(question.id(), tools.askUser(dialogue, question));
    dialogue.output().at(TurnStage.HEARING);
  }

  private static List<Content> thoughts(Message message) {
    return message.content().stream()
        .filter(
            block -> block instanceof Content.Thinking || block instanceof Content.RedactedThinking)
        .toList();
  }

  private void hear(Delta delta) {
    if (delta.isAtLimit()) {
      dialogue.output().answered(true);
    }
    if (delta.usage() != null) {
      count(delta.usage());
    }
    if (delta.message() != null && !delta.message().content().isEmpty()) {
      hear(new Fragment(delta.message()).prepared(briefing));
    }
  }

  private void count(ProviderUsage usage) {
    dialogue.output().flush();
    if (calls.isEmpty()) {
      accounting.settle(dialogue, usage);
    } else {
      unseen = accounting.book(dialogue, usage);
    }
  }

  /// Once thinking was shown, thinking beside calls is not, as in goosed. Some services repeat all
  /// thinking there; such a repetition is not kept, other thinking is.
  private void hear(Fragment fragment) {
    if (thought.isEmpty() || fragment.calls().isEmpty()) {
      hear(fragment, fragment);
    } else {
      Fragment rest = fragment.withoutThoughts();
      boolean repeated = thought.toString().endsWith(fragment.thought());
      hear(repeated ? rest : fragment, rest);
    }
  }

  private void hear(Fragment kept, Fragment shown) {
    thought.append(kept.thought());
    // Once for each word, so without a lambda that holds something: to make one takes a call into
    // the JVM. The same below.
    Optional<Message> speech = kept.speech();
    if (speech.isPresent()) {
      said.add(speech.get());
    }
    store(said.takeComplete());
    calls.addAll(kept.calls());
    if (calls.isEmpty()) {
      show(shown);
    } else {
      held.add(shown);
    }
  }

  private void show(Fragment fragment) {
    Optional<Message> shown = fragment.shown(dialogue.agent());
    if (shown.isPresent()) {
      dialogue.output().show(shown.get());
    }
  }

  /// An answer in which no call can be parsed ends the turn: most likely it was cut off. As in
  /// goosed, none of its calls is stored. Beside calls that can be run, it is answered with its
  /// error.
  private RoundEnd runTools() throws InterruptedException {
    if (calls.stream().allMatch(call -> call.call() instanceof Outcome.Failure)) {
      held.forEach(this::show);
      dialogue.remark(
          "A tool call of this answer could not be read; it may have been cut off. Nothing was run."
              + " Ask again, perhaps for smaller steps.");
      return RoundEnd.UNREADABLE;
    }
    tools.run(dialogue, briefing, storedCalls());
    return RoundEnd.TOOLS_CALLED;
  }

  private ToolAnswers storedCalls() {
    return ToolAnswers.to(calls, thoughts, held, dialogue, ids);
  }

  /// Answers the calls of an answer that broke off, without running one.
  private void refuseCalls() {
    ToolAnswers answers = storedCalls();
    for (Content.ToolRequest call : calls) {
      answers.put(call, CUT_OFF);
    }
    answers.show();
  }
}
