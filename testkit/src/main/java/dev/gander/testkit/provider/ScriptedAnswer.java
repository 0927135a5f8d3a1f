package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// One answer of a [ScriptedProvider], step by step. Immutable; each method returns a longer
/// answer.
///
///     ScriptedAnswer.start("a1").text("Hel").text("lo").call("c1", "shell", args).usage(10, 2)
///
/// `id` is the message id of all fragments; `created` is 0 unless set by [#at].
public record ScriptedAnswer(String id, long created, List<Step> steps) {
  /// In a text or an argument: half a character, of which a service of a test that writes JSON
  /// makes [#ESCAPED_HALF].
  public static final String HALF = "\uE000";

  /// Half of a pair of surrogates without the other one, as it stands in JSON.
  public static final String ESCAPED_HALF = "\\ud83e";

  public ScriptedAnswer {
    steps = List.copyOf(steps);
  }

  /// A step of the answer.
  public sealed interface Step {
    /// `next()` returns this.
    record Emit(Delta delta) implements Step {}

    /// `next()` throws this, and the answer is over.
    record Fail(ProviderException failure) implements Step {}

    /// `stream()` throws this. Only useful as the first step.
    record Refuse(ProviderException failure) implements Step {}

    /// `next()` returns this question, and then continues with the steps for the user's answer.
    record Ask(Action.ToolConfirmation question, List<Step> allowed, List<Step> denied)
        implements Step {}

    /// Reaches a point that a test can wait for, then waits for the test.
    record Pause(CountDownLatch reached, CountDownLatch resume) implements Step {}
  }

  public static ScriptedAnswer start(String id) {
    return new ScriptedAnswer(id, 0, List.of());
  }

  /// A complete answer with one text, with usage 10 in, 5 out.
  public static ScriptedAnswer says(String text) {
    return start("answer-" + Integer.toHexString(text.hashCode())).text(text).usage(10, 5);
  }

  /// A complete answer with one tool call, with usage 10 in, 5 out.
  public static ScriptedAnswer calls(String callId, String tool, JsonObject arguments) {
    return start("answer-" + callId).call(callId, tool, arguments).usage(10, 5);
  }

  /// An answer that is refused before it starts.
  public static ScriptedAnswer refused(ProviderException failure) {
    return start("refused").then(new Step.Refuse(failure));
  }

  public ScriptedAnswer at(long epochSecond) {
    return new ScriptedAnswer(id, epochSecond, steps);
  }

  public ScriptedAnswer text(String fragment) {
    return content(new Content.Text(fragment));
  }

  public ScriptedAnswer thinking(String thought, String signature) {
    return content(new Content.Thinking(thought, signature));
  }

  public ScriptedAnswer call(String callId, String tool, JsonObject arguments) {
    return content(new Content.ToolRequest(callId, Outcome.success(new ToolCall(tool, arguments))));
  }

  /// One fragment with arbitrary blocks, such as several tool calls in one message.
  public ScriptedAnswer content(Content... blocks) {
    return then(new Step.Emit(Delta.of(Message.assistant(id, created, blocks))));
  }

  /// Asks the user, and continues with one of two answers.
  public ScriptedAnswer ask(
      Action.ToolConfirmation question, ScriptedAnswer allowed, ScriptedAnswer denied) {
    return then(new Step.Ask(question, allowed.steps(), denied.steps()));
  }

  public ScriptedAnswer usage(long input, long output) {
    return usage("scripted", TokenUsage.of(input, output, null));
  }

  public ScriptedAnswer usage(String model, TokenUsage tokens) {
    return then(new Step.Emit(Delta.of(new ProviderUsage(model, tokens))));
  }

  /// The answer is as long as its service allows.
  public ScriptedAnswer atLimit() {
    return then(new Step.Emit(Delta.atLimit()));
  }

  public ScriptedAnswer fail(ProviderException failure) {
    return then(new Step.Fail(failure));
  }

  /// Counts `reached` down and waits until the test counts `resume` down.
  public ScriptedAnswer pause(CountDownLatch reached, CountDownLatch resume) {
    return then(new Step.Pause(reached, resume));
  }

  /// Never continues; only closing the stream or an interrupt ends it.
  public ScriptedAnswer hang(CountDownLatch reached) {
    return pause(reached, new CountDownLatch(1));
  }

  public ScriptedAnswer then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new ScriptedAnswer(id, created, longer);
  }
}
