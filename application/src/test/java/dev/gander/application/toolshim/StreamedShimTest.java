package dev.gander.application.toolshim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The shim of models without an interpreter: words stream, calls are held back.
class StreamedShimTest implements ProviderContract {
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.SIGN_IN));
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    ScriptedProvider model = new ScriptedProvider();
    answers.forEach(model::answer);
    SpokenCalls calls = new SpokenCalls(null, JsonText::parse, new FixedIds());
    return new ToolShim(model, calls, new ToolTexts(JsonText::write));
  }

  @Test
  void wordsComeAtOnceAndACallWhenItIsComplete() throws Exception {
    List<Content> content =
        contents(
            ScriptedAnswer.start("a1")
                .text("I look")
                .text(" at {it}: {")
                .text(" \"name\": \"shell\", ")
                .text("\"arguments\": {\"command\": \"ls\"}}")
                .usage(10, 5));

    assertEquals(new Content.Text("I look"), content.get(0));
    assertEquals(new Content.Text(" at {it}: "), content.get(1));
    Content.ToolRequest request = (Content.ToolRequest) content.get(2);
    assertEquals(
        Outcome.success(
            new ToolCall("shell", (JsonObject) JsonText.parse("{\"command\": \"ls\"}"))),
        request.call());
    assertEquals(3, content.size());
  }

  @Test
  void theCodeBlockAroundACallIsNotShown() throws Exception {
    List<Content> content =
        contents(
            ScriptedAnswer.start("a1")
                .text("``")
                .text("`json\n{\"name\": \"shell\", \"arguments\": {}}\n```"));

    assertEquals(
        List.of(Content.ToolRequest.class), content.stream().map(Object::getClass).toList());
  }

  @Test
  void halfACallIsTextWhenTheAnswerBreaksOff() throws Exception {
    ScriptedAnswer broken =
        ScriptedAnswer.start("a1")
            .text("{\"name\": \"shell\", \"arg")
            .fail(new ProviderException.NetworkError("gone", null));
    try (ProviderStream stream = provider(List.of(broken)).stream(withATool())) {
      Message half = stream.next().orElseThrow().message();
      assertEquals("{\"name\": \"shell\", \"arg", ProviderContract.text(List.of(half)));
      assertThrows(ProviderException.NetworkError.class, stream::next);
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          if (a < b) { run(); }   , 21
          see `code` and ``       , 15
          say <                   , 4
          say <b>                 , 7
          use ```java             , 4
          a { "x                  , 2
          a <|tool_call_begin|>   , 2
          <|im_end|>              , 10
          """)
  void onlyWhatMayBeACallIsHeldBack(String text, int words) {
    assertEquals(words, CallStart.wordsBefore(text));
  }

  private List<Content> contents(ScriptedAnswer answer) throws InterruptedException {
    List<Content> content = new ArrayList<>();
    try (ProviderStream stream = provider(List.of(answer)).stream(withATool())) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        Message message = next.get().message();
        if (message != null) {
          content.addAll(message.content());
        }
      }
    }
    return content;
  }

  private ProviderRequest withATool() {
    ProviderRequest request = request();
    Tool shell = new Tool("shell", "Runs a command", JsonObject.EMPTY, JsonObject.EMPTY);
    return new ProviderRequest(
        request.model(), "", "Be brief.", request.messages(), List.of(shell), null);
  }
}
