package dev.gander.junit;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.provider.Provider;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

/// The model of a test: it gives the answers of its script, one for each time that it is asked, and
/// remembers what it was asked. Asked more often than the script goes, it fails. Thread-safe, but
/// with several turns at once only [#when] says which one gets which answer.
///
///     model.calls("shell", "{\"command\": \"uname\"}").says("You are on Linux.");
public final class ScriptedModel {
  static final String NAME = "test-model";

  private final ScriptedProvider provider = new ScriptedProvider("test");
  private final List<Rule> rules = new ArrayList<>();
  private final Queue<ScriptedAnswer> script = new ArrayDeque<>();
  private int written;

  private record Rule(Predicate<Asked> matches, ScriptedAnswer answer) {}

  ScriptedModel() {
    provider.offering(NAME).when(_ -> true, request -> next(new Asked(request)));
  }

  /// Adds an answer in words; the fragments arrive one by one.
  public ScriptedModel says(String... fragments) {
    ScriptedAnswer answer = start();
    for (String fragment : fragments) {
      answer = answer.text(fragment);
    }
    return answers(answer);
  }

  /// Adds an answer that calls a tool. The result is in the request after it.
  ///
  /// @param tool as the model knows it: `shell`, `EXTENSION__TOOL`
  /// @param arguments a JSON object
  public ScriptedModel calls(String tool, String arguments) {
    ScriptedAnswer answer = start();
    return answers(
        answer.call(
            "call-of-" + answer.id(), tool, JsonFields.asObject(JsonText.parse(arguments))));
  }

  /// Adds a failure: what clients see when a service refuses a request.
  public ScriptedModel fails(String reason) {
    return fails(new ProviderException.RequestFailed(400, reason));
  }

  /// Adds a failure of some kind, such as a key that is refused.
  public ScriptedModel fails(ProviderException failure) {
    return answers(ScriptedAnswer.refused(failure));
  }

  /// Adds an answer of any kind: several calls in one, thoughts, a failure in the middle, a pause.
  public synchronized ScriptedModel answers(ScriptedAnswer answer) {
    script.add(answer);
    return this;
  }

  /// Answers all such requests outside of the script. The first that matches counts.
  public synchronized ScriptedModel when(Predicate<Asked> matches, ScriptedAnswer answer) {
    rules.add(new Rule(matches, answer));
    return this;
  }

  /// All that it was asked, oldest first.
  public List<Asked> asked() {
    return provider.requests().stream().map(Asked::new).toList();
  }

  /// What it was asked last.
  ///
  /// @throws AssertionError if it was asked nothing
  public Asked lastAsked() {
    List<Asked> asked = asked();
    if (asked.isEmpty()) {
      throw new AssertionError("the model was asked nothing");
    }
    return asked.getLast();
  }

  /// @throws AssertionError if it was asked less often than the script goes
  public synchronized void assertPlayed() {
    if (!script.isEmpty()) {
      throw new AssertionError(
          "the model was asked "
              + asked().size()
              + " times, "
              + script.size()
              + " answers of its script are left: "
              + script);
    }
  }

  Provider provider() {
    return provider;
  }

  private synchronized ScriptedAnswer start() {
    return ScriptedAnswer.start("answer-" + ++written);
  }

  private synchronized ScriptedAnswer next(Asked asked) {
    for (Rule rule : rules) {
      if (rule.matches().test(asked)) {
        return rule.answer();
      }
    }
    ScriptedAnswer answer = script.poll();
    return answer == null
        ? ScriptedAnswer.refused(
            new ProviderException.RequestFailed(
                400, "the script of the test has no answer left to: " + asked.text()))
        : answer;
  }
}
