package dev.gander.provider.kit.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.WrittenMessages;
import dev.gander.provider.testkit.TestSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiRequestTest {
  private static final JsonObject SIGNED =
      JsonObject.of("metadata", JsonObject.of("thoughtSignature", Json.of("S")));

  private final WrittenMessages written = new WrittenMessages();

  @Test
  void signaturesGoBackInTheRunningTurnOnly() {
    List<Message> conversation = new ArrayList<>(List.of(user("go"), calls(), results()));
    String signed =
        "[{'role':'user','parts':[{'text':'go'}]},{'role':'model','parts':["
            + "{'functionCall':{'name':'a_b'},'thoughtSignature':'S'},"
            + "{'functionCall':{'name':'c','args':{'x':1}}}]},"
            + "{'role':'user','parts':["
            + "{'functionResponse':{'name':'t1','response':{'content':{'text':'ok'}}},"
            + "'thoughtSignature':'S'},"
            + "{'functionResponse':{'name':'t2','response':{'content':"
            + "{'text':'Error: -32603: no'}}}}]}]";
    assertEquals(signed, contents(conversation));
    assertEquals(signed, contents(conversation));
    conversation.add(user("next"));
    String unsigned =
        signed.replace(",'thoughtSignature':'S'", "").replaceFirst("]$", "")
            + ",{'role':'user','parts':[{'text':'next'}]}]";
    assertEquals(unsigned, contents(conversation));
    assertEquals(unsigned, contents(conversation));
  }

  @Test
  void onlyTheFirstOfTheCallsOfAnotherModelGetsAStandIn() {
    Message answer =
        Message.assistant(
            "m",
            1,
            new Content.Thinking("hm", "from Claude"),
            new Content.ToolRequest("t1", Outcome.failure("-32602: cut off")),
            call("t2", "b", null, JsonObject.EMPTY));
    assertEquals(
        "[{'role':'model','parts':[{'functionCall':{'name':'unparseable_tool_call'},"
            + "'thoughtSignature':'skip_thought_signature_validator'},"
            + "{'functionCall':{'name':'b'}}]}]",
        contents(List.of(answer)));
  }

  @Test
  void whatSaysNothingIsLeftOut() {
    assertEquals(
        "[]",
        contents(
            List.of(
                user(""),
                Message.assistant("m", 1, new Content.Thinking("hm", "S")),
                Message.assistant("n", 1))));
  }

  @Test
  void picturesOfAResultStandBeforeIt() {
    ToolContent picture = new ToolContent.Image("QQ==", "image/png", JsonObject.EMPTY);
    Message results =
        Message.user("r", 1, new Content.ToolResponse("t1", result(List.of(picture))));
    assertEquals(
        "[{'role':'user','parts':[{'inline_data':{'mime_type':'image/png','data':'QQ=='}},"
            + "{'functionResponse':{'name':'t1','response':{'content':"
            + "{'text':'(The tool ran and gave no text.)'}}}}]}]",
        contents(List.of(results)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gemini-2.0-flash      | high | -    | -    | -
          gemini-3-pro-preview  | -    | -    | -    | -
          gemini-3-pro-preview  | off  | high | -    | -
          gemini-3-pro-preview  | -    | High | -    | {'thinkingLevel':'high','includeThoughts':true}
          gemini-3-pro-preview  | max  | low  | -    | {'thinkingLevel':'high','includeThoughts':true}
          gemini-2.5-pro        | -    | -    | -1   | {'thinkingBudget':8192,'includeThoughts':true}
          gemini-2.5-pro        | low  | -    | many | {'thinkingBudget':8192,'includeThoughts':true}
          gemini-2.5-pro        | off  | -    | 5    | -
          gemini-2.5-flash-lite | off  | -    | 5    | {'thinkingBudget':0,'includeThoughts':false}
          gemini-2.5-flash      | high | -    | 5    | {'thinkingBudget':5,'includeThoughts':true}
          """)
  void modelsThinkAsTheirGenerationDoes(
      String model, String effort, String level, String budget, String thinking) {
    TestSettings settings = TestSettings.of();
    if (effort != null) {
      settings = settings.with("GOOSE_THINKING_EFFORT", effort);
    }
    if (level != null) {
      settings = settings.with("GEMINI3_THINKING_LEVEL", level);
    }
    if (budget != null) {
      settings = settings.with("GEMINI25_THINKING_BUDGET", budget);
    }
    assertEquals(
        thinking,
        GeminiThinking.of(ModelConfig.of(model), settings)
            .map(GeminiRequestTest::text)
            .orElse(null));
  }

  @Test
  void aSessionMayHaveItsOwnBudgetOrDoWithoutThinking() {
    ModelConfig flash = ModelConfig.of("gemini-2.5-flash");
    TestSettings settings = TestSettings.of("GEMINI25_THINKING_BUDGET", "5");
    JsonObject params = JsonObject.of("thinking_budget", Json.of(77));
    assertEquals(
        "{'thinkingBudget':77,'includeThoughts':true}",
        text(GeminiThinking.of(flash.withRequestParams(params), settings).orElseThrow()));
    assertEquals(
        "{'thinkingBudget':0,'includeThoughts':false}",
        text(GeminiThinking.of(flash.withReasoning(false), settings).orElseThrow()));
  }

  private static Message user(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }

  private static Message calls() {
    return Message.assistant(
        "m",
        1,
        call("t1", "a.b", null, SIGNED),
        call("t2", "c", JsonObject.of("x", Json.of(1)), JsonObject.EMPTY));
  }

  private static Message results() {
    return Message.user(
        "r",
        1,
        new Content.ToolResponse("t1", result(List.of(new ToolContent.Text("ok"))), SIGNED),
        new Content.ToolResponse("t2", Outcome.failure("-32603: no")));
  }

  private static Content call(String id, String name, JsonObject arguments, JsonObject other) {
    return new Content.ToolRequest(id, Outcome.success(new ToolCall(name, arguments)), other);
  }

  private static Outcome<ToolResult> result(List<ToolContent> content) {
    return Outcome.success(ToolResult.of(content));
  }

  private String contents(List<Message> messages) {
    ProviderRequest request =
        new ProviderRequest(ModelConfig.of("gemini-mock"), "s", "Be good.", messages, List.of());
    byte[] body = GeminiRequest.body(request, TestSettings.of(), written).bytes();
    JsonArray contents = ((JsonObject) JsonText.parse(body)).array("contents").orElseThrow();
    return text(contents);
  }

  private static String text(Json json) {
    return JsonText.write(json).replace('"', '\'');
  }
}
