package dev.gander.adapters.llm.rehearsal.scripted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptedProviderTest implements ProviderContract {
  private final List<Duration> pauses = new ArrayList<>();
  private final Provider provider =
      new ScriptedProviderFactory(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add))
          .create(TestSettings.of());

  /// Plays each planned answer by asking for it in the language of scripts.
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    AtomicInteger next = new AtomicInteger();
    return new Provider() {
      @Override
      public String name() {
        return provider.name();
      }

      @Override
      public ProviderStream stream(ProviderRequest request) throws InterruptedException {
        String script = ScriptWriter.write(answers.get(next.getAndIncrement()));
        return provider.stream(ask(Message.user("u", 1, new Content.Text(script))));
      }

      @Override
      public List<String> models() throws InterruptedException {
        return provider.models();
      }
    };
  }

  @Test
  void wordsComeOneByOne() throws InterruptedException {
    List<Delta> deltas = play("!say Hello there\n!say you\n!usage 10 5 4 3");
    assertEquals(
        List.of("Hello", " there", "\nyou"),
        ProviderContract.messages(deltas).stream().map(Message::text).toList());
    var usage = ProviderContract.usage(deltas).orElseThrow();
    assertEquals("scripted", usage.model());
    assertEquals(15L, usage.tokens().total());
    assertEquals(4L, usage.tokens().cacheRead());
    assertEquals(3L, usage.tokens().cacheWrite());
  }

  @Test
  void theSameRequestGetsTheSameAnswer() throws InterruptedException {
    String script = "!think hm\n!tokens 3\n!tool shell {\"command\":\"ls\"}";
    assertEquals(play(script), play(script));
    List<Delta> deltas = play(script);
    assertEquals("w0 w1 w2", text(deltas));
    assertEquals(
        new Content.Thinking("hm", ""),
        ProviderContract.messages(deltas).getFirst().content().getFirst());
  }

  @Test
  void stepsFollowEachOtherWhenTheirResultsAreThere() throws InterruptedException {
    Message script =
        user("please\n!say One.\n!call t1 shell {}\n!tool tree\n---\n!say Two.\n---\n!say Three.");
    Message calls =
        Message.assistant(
            "a",
            1,
            new Content.Text("One."),
            new Content.ToolRequest(
                "t1", Outcome.success(new ToolCall("shell", JsonObject.EMPTY))));
    assertEquals("One.", text(ask(List.of(script))));
    assertEquals("One.", text(ask(List.of(script, calls, result("t1")))));
    List<Message> both = List.of(script, calls, result("t1"), calls, result("call_1"));
    assertEquals("Two.", text(ask(both)));
    List<Message> spoken = new ArrayList<>(both);
    spoken.add(Message.assistant("b", 1, new Content.Text("Two.")));
    assertEquals("Three.", text(ask(spoken)));
    spoken.add(Message.user("c", 1, new Content.Text("and?")));
    spoken.add(Message.assistant("d", 1, new Content.Text("Three.")));
    assertEquals("done", text(ask(spoken)));
  }

  @Test
  void theNewestScriptCountsAndNewForgetsWhatIsAboveIt() throws InterruptedException {
    assertEquals(
        "two",
        text(
            ask(
                List.of(
                    user("!say one"),
                    Message.assistant("a", 1, new Content.Text("one")),
                    user("!say two")))));
    assertEquals("two", text(ask(List.of(user("!say one\n!new\n!say two")))));
  }

  @Test
  void whatTheAgentAddsForTheModelIsNoScript() throws InterruptedException {
    assertEquals(
        "own", text(ask(List.of(user("<info-msg>\n!say foreign\n</info-msg>\n!say own")))));
  }

  @Test
  void callsThatTheScriptGivesNoIdAreNumbered() throws InterruptedException {
    List<Content> calls =
        ProviderContract.requests(play("!tool a {\"x\":1}\n!call mine b\n!tool c"));
    assertEquals(
        List.of("call_1", "mine", "call_3"),
        calls.stream().map(call -> ((Content.ToolRequest) call).id()).toList());
  }

  @Test
  void theScriptSeesTheRequest() throws InterruptedException {
    ProviderRequest request =
        new ProviderRequest(
            ModelConfig.of("scripted"),
            "s",
            "Be kind.",
            List.of(user("!system\n!tools\n!messages")),
            List.of(tool("b"), tool("a")));
    assertEquals("Be kind.\na b\nuser", text(drain(request)));
  }

  @Test
  void withoutAScriptThereIsHelp() throws InterruptedException {
    String help = text(ask(List.of(user("hello"))));
    assertTrue(
        help.contains("!say Hello there\n!tool shell {\"command\": \"echo hi\"}\n---"), help);
  }

  @Test
  void smallJobsDoNotPlayTheUsersScript() throws InterruptedException {
    ProviderRequest request =
        new ProviderRequest(
            ModelConfig.of(provider.fastModel()), "s", "", List.of(user("!hang")), List.of());
    assertEquals("Scripted session", text(drain(request)));
    ProviderRequest aside =
        new ProviderRequest(
            ModelConfig.of(provider.fastModel()),
            "s",
            "text\n!aside say a summary",
            List.of(user("!hang")),
            List.of());
    assertEquals("a summary", text(drain(aside)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !error 401 who are you  | Authentication
          !error 429 slow         | RateLimited
          !error 503              | ServerError
          !raw 402 {"error":{"message":"pay"}} | CreditsExhausted
          !error 400 prompt is too long | ContextLengthExceeded
          !nonsense               | ExecutionError
          !error soon             | ExecutionError
          !tokens many            | ExecutionError
          !tool                   | ExecutionError
          """)
  void failuresAreToldAtOnce(String script, String kind) {
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider.stream(ask(user(script))));
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(List.of(), pauses);
  }

  @Test
  void failingAtFirstIsTriedAgain() throws InterruptedException {
    assertEquals("fine", text(play("!fail-times 2 503\n!say fine")));
    assertEquals(2, pauses.size());
    assertEquals("fine", text(play("!fail-times 2 503\n!say fine")));
    assertEquals(2, pauses.size());
  }

  @Test
  void aModelMayRefuseByItsName() {
    ProviderRequest request =
        new ProviderRequest(
            ModelConfig.of("fails-401"), "s", "", List.of(user("!say x")), List.of());
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request));
  }

  @Test
  void aGarbledAnswerFailsAfterItsWords() throws InterruptedException {
    try (ProviderStream stream = provider.stream(ask(user("!say one two\n!badjson")))) {
      assertEquals(Optional.of("one"), stream.next().map(d -> d.message().text()));
      assertEquals(Optional.of(" two"), stream.next().map(d -> d.message().text()));
      assertThrows(ProviderException.NetworkError.class, stream::next);
      assertEquals(Optional.empty(), stream.next());
    }
  }

  private List<Delta> play(String script) throws InterruptedException {
    return drain(ask(user(script)));
  }

  private List<Delta> drain(ProviderRequest request) throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.drain(stream);
    }
  }

  private List<Delta> ask(List<Message> messages) throws InterruptedException {
    return drain(new ProviderRequest(ModelConfig.of("scripted"), "s", "", messages, List.of()));
  }

  private static ProviderRequest ask(Message message) {
    return new ProviderRequest(ModelConfig.of("scripted"), "s", "", List.of(message), List.of());
  }

  private static Message user(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }

  private static Message result(String id) {
    return Message.user(
        "r", 1, new Content.ToolResponse(id, Outcome.success(ToolResult.text("ok"))));
  }

  private static Tool tool(String name) {
    return new Tool(name, "", JsonObject.EMPTY, JsonObject.EMPTY);
  }

  private static String text(List<Delta> deltas) {
    return ProviderContract.text(ProviderContract.messages(deltas));
  }

  /// Writes planned answers as scripts.
  private static final class ScriptWriter {
    static String write(ScriptedAnswer answer) {
      StringBuilder text = new StringBuilder();
      StringBuilder script = new StringBuilder();
      for (Step step : answer.steps()) {
        switch (step) {
          case Step.Emit emit -> {
            if (emit.delta().message() != null) {
              emit.delta().message().content().forEach(block -> block(block, text, script));
            }
            if (emit.delta().usage() != null) {
              var tokens = emit.delta().usage().tokens();
              script.append("!usage %d %d\n".formatted(tokens.input(), tokens.output()));
            }
          }
          case Step.Fail _ -> script.append("!drop\n");
          case Step.Refuse(var failure) ->
              script.append("!error %d %s\n".formatted(status(failure), failure.text()));
          case Step.Pause _ -> script.append("!hang\n");
          case Step.Ask _ -> throw new IllegalArgumentException("a script does not ask");
        }
      }
      return (text.isEmpty() ? "" : "!say " + text + "\n") + script;
    }

    private static int status(ProviderException failure) {
      return failure instanceof ProviderException.Authentication ? 401 : 400;
    }

    private static void block(Content block, StringBuilder text, StringBuilder script) {
      switch (block) {
        case Content.Text part -> text.append(part.text());
        case Content.Thinking thought ->
            script.append("!think ").append(thought.thinking()).append('\n');
        case Content.ToolRequest request -> {
          ToolCall call = ((Outcome.Success<ToolCall>) request.call()).value();
          script
              .append("!call ")
              .append(request.id())
              .append(' ')
              .append(call.name())
              .append(' ')
              .append(dev.gander.json.jackson.JsonText.write(call.argumentsOrEmpty()))
              .append('\n');
        }
        default -> throw new IllegalArgumentException("no script for " + block);
      }
    }
  }
}
