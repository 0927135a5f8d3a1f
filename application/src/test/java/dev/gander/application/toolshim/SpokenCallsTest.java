package dev.gander.application.toolshim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.provider.ScriptedInterpreter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenCallsTest {
  private static final String BEGIN = "<|tool_call_begin|>";
  private static final String ARGUMENTS = "<|tool_call_argument_begin|>";
  private static final String END = "<|tool_call_end|>";
  private static final List<Tool> TOOLS =
      Stream.of("shell", "memory__add", "a__list", "b__list").map(SpokenCallsTest::tool).toList();
  private static final ToolCall LS =
      new ToolCall("shell", JsonObject.of("command", Json.of("ls {} \"x\"")));
  private static final String LS_ARGUMENTS = "{\"command\":\"ls {} \\\"x\\\"\"}";
  private static final String LS_JSON = "{\"name\":\"shell\",\"arguments\":" + LS_ARGUMENTS + "}";

  private final ScriptedInterpreter interpreter = new ScriptedInterpreter();
  private final SpokenCalls calls = calls();

  @Test
  void callsBetweenMarkersAreCallsAndTheRestAreWords() throws Exception {
    Message read =
        read(
            "First this. <|tool_calls_section_begin|>"
                + (BEGIN + "functions.shell:0" + ARGUMENTS + LS_ARGUMENTS + END)
                + (BEGIN + "memory.add:1" + END)
                + "<|tool_calls_section_end|> Then more.");

    assertEquals(
        List.of(
            new Content.Text("First this.  Then more."),
            call(1, LS),
            call(2, new ToolCall("memory__add", JsonObject.EMPTY))),
        read.content());
    assertEquals(List.of(), interpreter.questions());
  }

  @Test
  void aCallOfAToolThatDoesNotExistIsMadeSoThatTheModelIsTold() throws Exception {
    Message read = read(BEGIN + "functions.fly:3" + ARGUMENTS + "{}" + END);

    assertEquals(List.of(call(1, new ToolCall("fly", JsonObject.EMPTY))), read.content());
  }

  @Test
  void aLastMarkerMayBeMissingWhenTheArgumentsAreWhole() throws Exception {
    assertEquals(
        List.of(call(1, LS), call(2, LS)),
        read((BEGIN + "shell" + ARGUMENTS + LS_ARGUMENTS).repeat(2)).content());
  }

  /// The rule: a call that breaks off does not take the arguments or the end of the next one.
  @Test
  void aCallThatBreaksOffBeforeAnotherIsRefusedAlone() throws Exception {
    List<Content> content =
        read(BEGIN + "memory.add" + BEGIN + "shell" + ARGUMENTS + LS_ARGUMENTS + END).content();

    assertEquals(2, content.size());
    Outcome<ToolCall> first = ((Content.ToolRequest) content.getFirst()).call();
    assertInstanceOf(Outcome.Failure.class, first);
    assertEquals(call(2, LS), content.getLast());
  }

  @ParameterizedTest
  @CsvSource({"add:0, memory__add", "functions.add, memory__add", "list, list", "'', ''", "dd, dd"})
  void theLastPartOfANameIsEnoughIfOneToolHasIt(String said, String name) throws Exception {
    assertEquals(
        List.of(call(1, new ToolCall(name, LS.arguments()))),
        read(BEGIN + said + ARGUMENTS + LS_ARGUMENTS + END).content());
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo }", "echo {", "echo \"}\"", "echo \\"})
  void bracesInTextsDoNotEndAnObject(String command) throws Exception {
    ToolCall echo = new ToolCall("shell", JsonObject.of("command", Json.of(command)));
    String json = JsonText.write(echo.arguments());

    assertEquals(
        List.of(new Content.Text("First  then"), call(1, echo)),
        read("First {\"name\":\"shell\",\"arguments\":" + json + "} then").content());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shell" + ARGUMENTS + "{\"command\":\"rm -rf /ho",
        "shell" + ARGUMENTS + "{\"command\":\"rm\"",
        "shell" + ARGUMENTS,
        "she",
        "shell" + ARGUMENTS + "[1]" + END,
        "shell" + ARGUMENTS + "{command: rm}" + END
      })
  void halfACallIsRefused(String marked) throws Exception {
    List<Content> content = read(BEGIN + marked).content();

    assertEquals(1, content.size());
    Outcome<ToolCall> call = ((Content.ToolRequest) content.getFirst()).call();
    assertTrue(
        ((Outcome.Failure<ToolCall>) call).error().startsWith("-32602: The arguments of the call"),
        call::toString);
  }

  @Test
  void jsonOfTheAgreedFormIsACallWhereverItStands() throws Exception {
    for (String text :
        List.of(
            LS_JSON,
            "\n" + LS_JSON + "\n",
            "```json\n" + LS_JSON + "\n```",
            "<tool_call>\n" + LS_JSON + "\n</tool_call>",
            "{\"arguments\":" + LS_ARGUMENTS + ",\"id\":\"7\",\"name\":\"functions.shell\"}",
            "{\"name\":\"shell\",\"arguments\":" + JsonText.write(Json.of(LS_ARGUMENTS)) + "}")) {
      assertEquals(
          List.of(LS),
          read(text).toolRequests().stream().map(SpokenCallsTest::succeeded).toList(),
          text);
      assertEquals("", read(text).text(), text);
    }
    assertEquals(List.of(), interpreter.questions());
  }

  @Test
  void wordsAroundTheJsonStay() throws Exception {
    Message read = read("I {really} look: " + LS_JSON + "\nand " + LS_JSON + " again");

    assertEquals("I {really} look: \nand  again", read.text());
    assertEquals(2, read.toolRequests().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"fly\",\"arguments\":{}}",
        "{\"name\":\"list\",\"arguments\":{}}",
        "{\"name\":\"shell\"}",
        "{\"name\":\"shell\",\"arguments\":[\"ls\"]}",
        "{\"name\":\"shell\",\"arguments\":{\"command\":\"ls\"}",
        "{\"example\":{\"name\":\"shell\",\"arguments\":{\"command\":\"ls\"}}}",
        "The object {\"name\": is not JSON, arguments neither",
        "Just words"
      })
  void otherTextIsLeftToTheInterpreter(String text) throws Exception {
    Message said = said(text);

    assertSame(said, calls.read(said, asked(TOOLS, "judge")));
    assertEquals(List.of(new ScriptedInterpreter.Question(text, "judge")), interpreter.questions());
  }

  @Test
  void whatTheInterpreterFindsStandsBehindTheWords() throws Exception {
    interpreter.find(
        new ToolCall("functions.shell", LS.arguments()), new ToolCall("fly", JsonObject.EMPTY));

    assertEquals(
        List.of(new Content.Text("I list the files."), call(1, LS)),
        read("I list the files.").content());
  }

  @Test
  void withoutTheInterpreterThereAreTheWordsOnly() throws Exception {
    interpreter.failing(new ProviderException.NetworkError("gone", null));

    assertEquals(
        List.of(new Content.Text("Done.")), read("Done.<|tool_calls_section_end|>").content());
  }

  @Test
  void anInterpreterThatMustNotBeAskedEndsTheTurn() {
    interpreter.failing(new ProviderException.BudgetSpent("this turn has used 1 of 1 model call"));

    assertThrows(ProviderException.BudgetSpent.class, () -> read("I list the files."));
  }

  @Test
  void thoughtsStayAndCutsBetweenPiecesDoNotMatter() throws Exception {
    Content thought = new Content.Thinking("hm", "s");
    Message said =
        Message.assistant(
            "a",
            7,
            new Content.Text(LS_JSON.substring(0, 9)),
            thought,
            new Content.Text(LS_JSON.substring(9)));

    assertEquals(
        Message.assistant("a", 7, thought, call(1, LS)), calls.read(said, asked(TOOLS, null)));
  }

  @Test
  void realCallsAndModelsWithoutToolsNeedNoHelp() throws Exception {
    Message real = Message.assistant("a", 7, new Content.Text(LS_JSON), call(9, LS));

    assertSame(real, calls.read(real, asked(TOOLS, null)));
    Message words = said(LS_JSON);
    assertSame(words, calls.read(words, asked(List.of(), null)));
    assertEquals(List.of(), interpreter.questions());
  }

  /// A hostile or broken model must not keep the server busy.
  @Test
  void manyOpenBracesAreReadSoon() throws Exception {
    String text = "{\"a\":".repeat(50_000);

    assertEquals(text, read(text).text());
  }

  private Message read(String text) throws InterruptedException {
    return calls().read(said(text), asked(TOOLS, null));
  }

  private SpokenCalls calls() {
    return new SpokenCalls(
        Interpreter.of(interpreter, UnaryOperator.identity()), JsonText::parse, new FixedIds());
  }

  private static ProviderRequest asked(List<Tool> tools, @Nullable String interpreter) {
    return new ProviderRequest(
        ModelConfig.of("m").withToolshim(true, interpreter), "", "", List.of(), tools);
  }

  private static ToolCall succeeded(Content.ToolRequest request) {
    return ((Outcome.Success<ToolCall>) request.call()).value();
  }

  private static Message said(String text) {
    return Message.assistant("a", 7, new Content.Text(text));
  }

  private static Content.ToolRequest call(int id, ToolCall call) {
    return new Content.ToolRequest(
        "00000000-0000-0000-0000-%012d".formatted(id), Outcome.success(call));
  }

  private static Tool tool(String name) {
    return new Tool(name, "Does " + name, JsonObject.EMPTY, JsonObject.EMPTY);
  }
}
