package dev.gander.adapters.llm.clouds.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.WrittenMessages;
import dev.gander.provider.testkit.TestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConverseRequestTest {
  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

  private final WrittenMessages written = new WrittenMessages();

  @Test
  void aPlainQuestionHasNothingButItsMessages() {
    assertBody(
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]}]}",
        ask(ModelConfig.of("amazon.nova").withTemperature(0.5).withMaxTokens(9), "", user("hi")));
  }

  @Test
  void toolsHaveASchemaOfTypeObjectAndOneNameEach() {
    Tool bare =
        new Tool("shell", " ", JsonObject.of("properties", JsonObject.EMPTY), JsonObject.EMPTY);
    Tool typed =
        new Tool("read", "reads", JsonObject.of("type", Json.of("object")), JsonObject.EMPTY);
    assertBody(
        """
        {"system":[{"text":"Be brief."}],
         "toolConfig":{"tools":[
           {"toolSpec":{"name":"shell","inputSchema":{"json":{"properties":{},"type":"object"}}}},
           {"toolSpec":{"name":"read","description":"reads","inputSchema":{"json":{"type":"object"}}}}]},
         "messages":[{"role":"user","content":[{"text":"hi"}]}]}
        """,
        new ProviderRequest(
            ModelConfig.of("amazon.nova"),
            "s",
            "Be brief.",
            List.of(user("hi")),
            List.of(bare, typed, bare)));
  }

  @Test
  void callsAndResultsGoBackWithTheirStatus() {
    Message calls =
        assistant(
            new Content.Text("Look:"),
            request(
                "t1", Outcome.success(new ToolCall("shell", JsonObject.of("c", Json.of("ls"))))),
            request("t2", Outcome.success(new ToolCall("shell", null))),
            request("t3", Outcome.failure("-32602: cut off")));
    Message results =
        user(
            response("t1", Outcome.success(ToolResult.text("a b"))),
            response("t2", Outcome.success(ToolResult.error("no such file"))),
            response("t3", Outcome.failure("-32602: cut off")));
    assertBody(
        """
        {"messages":[{"role":"user","content":[{"text":"hi"}]},
          {"role":"assistant","content":[{"text":"Look:"},
            {"toolUse":{"toolUseId":"t1","name":"shell","input":{"c":"ls"}}},
            {"toolUse":{"toolUseId":"t2","name":"shell","input":{}}},
            {"toolUse":{"toolUseId":"t3","name":"unparseable_tool_call","input":{}}}]},
          {"role":"user","content":[
            {"toolResult":{"toolUseId":"t1","content":[{"text":"a b"}],"status":"success"}},
            {"toolResult":{"toolUseId":"t2","content":[{"text":"no such file"}],"status":"error"}},
            {"toolResult":{"toolUseId":"t3","content":[{"text":"Error: -32602: cut off"}],
              "status":"error"}}]}]}
        """,
        ask(ModelConfig.of("amazon.nova"), "", user("hi"), calls, results));
  }

  @Test
  void filesOfAResultAreDocumentsAndPicturesStayPictures() {
    ToolResult result =
        ToolResult.of(
            List.of(
                resource("file:///a/my_notes v2.md", "text", "# hi"),
                resource("file:///a/x.rs", "text", "fn"),
                resource("file:///a/y.csv", "blob", "YSxi"),
                new ToolContent.Image("UE5H", "image/JPG", JsonObject.EMPTY),
                new ToolContent.Audio("QQ==", "audio/wav", JsonObject.EMPTY),
                new ToolContent.Text("  ")));
    assertBody(
        """
        {"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"tool_1","content":[
          {"document":{"format":"md","name":"tool-1-my-notes-v2","source":{"bytes":"IyBoaQ=="}}},
          {"text":"fn"},{"text":"a,b"},
          {"image":{"format":"jpeg","source":{"bytes":"UE5H"}}}],"status":"success"}}]}]}
        """,
        ask(ModelConfig.of("amazon.nova"), "", user(response("tool_1", Outcome.success(result)))));
  }

  @Test
  void wherePicturesOfOtherKindsWereThereAreWords() {
    ToolResult chart =
        ToolResult.of(List.of(new ToolContent.Image("AA", "image/svg+xml", JsonObject.EMPTY)));
    assertBody(
        """
        {"messages":[{"role":"user","content":[
          {"text":"[A picture that cannot be shown: it is image/tiff, not PNG, JPEG, GIF or WebP]"},
          {"toolResult":{"toolUseId":"tool_1","content":[
            {"text":"[A picture that cannot be shown: it is image/svg+xml, not PNG, JPEG, GIF or WebP]"}],
            "status":"success"}}]}]}
        """,
        ask(
            ModelConfig.of("amazon.nova"),
            "",
            user(
                new Content.Image("AA", "image/tiff", JsonObject.EMPTY),
                response("tool_1", Outcome.success(chart)))));
  }

  @Test
  void thoughtsGoBackWithTheirSignatures() {
    Message thoughts =
        assistant(
            new Content.Thinking("hm", "sig"),
            new Content.Thinking("loose", ""),
            new Content.RedactedThinking("AQID", JsonObject.EMPTY),
            new Content.Text("ok"));
    String signed =
        "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"hm\",\"signature\":\"sig\"}}}";
    String loose = "{\"reasoningContent\":{\"reasoningText\":{\"text\":\"loose\"}}}";
    String rest = "{\"reasoningContent\":{\"redactedContent\":\"AQID\"}},{\"text\":\"ok\"}";
    String form =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"hi\"}]},"
            + "{\"role\":\"assistant\",\"content\":[%s]}]}";
    assertBody(
        form.formatted(signed + "," + rest), ask(ModelConfig.of(CLAUDE), "", user("hi"), thoughts));
    assertBody(
        form.formatted(signed + "," + loose + "," + rest),
        ask(ModelConfig.of("deepseek.r1"), "", user("hi"), thoughts));
  }

  @Test
  void aClaudeIsToldToThink() {
    ModelConfig model = ModelConfig.of(CLAUDE).withMaxTokens(64_000);
    JsonObject body =
        body(ask(model, "", user("hi")), TestSettings.of("GOOSE_THINKING_EFFORT", "medium"));
    assertEquals(
        JsonText.parse("{\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":10000}}"),
        body.get("additionalModelRequestFields"));
    JsonObject newer =
        body(
            ask(ModelConfig.of("eu.anthropic.claude-opus-4-6-v1:0"), "", user("hi")),
            TestSettings.of("GOOSE_THINKING_EFFORT", "max"));
    assertEquals(
        JsonText.parse(
            "{\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"max\"}}"),
        newer.get("additionalModelRequestFields"));
    JsonObject other =
        body(
            ask(ModelConfig.of("amazon.nova"), "", user("hi")),
            TestSettings.of("GOOSE_THINKING_EFFORT", "max"));
    assertEquals(null, other.get("additionalModelRequestFields"));
  }

  @Test
  void cachePointsStandBehindTheSystemPromptAndAtTheEnd() {
    TestSettings caching = TestSettings.of("BEDROCK_ENABLE_CACHING", "true");
    String point = "{\"cachePoint\":{\"type\":\"default\"}}";
    Message empty = user(new Content.Text(" "));
    JsonObject expected =
        (JsonObject)
            JsonText.parse(
                ("{\"system\":[{\"text\":\"sys\"},%s],\"messages\":["
                        + "{\"role\":\"user\",\"content\":[{\"text\":\"a\"}]},"
                        + "{\"role\":\"assistant\",\"content\":[{\"text\":\"b\"}]},"
                        + "{\"role\":\"user\",\"content\":[{\"text\":\"c\"},%s]}]}")
                    .formatted(point, point));
    Message first = user("a");
    Message second = assistant(new Content.Text("b"));
    Message third = user("c");
    assertEquals(
        expected, body(ask(ModelConfig.of(CLAUDE), "sys", first, second, third, empty), caching));
    // What was the end once is not marked when it is remembered.
    JsonObject longer =
        body(ask(ModelConfig.of(CLAUDE), "sys", first, second, third, second, user("d")), caching);
    assertEquals(2, JsonText.write(longer).split("cachePoint", -1).length - 1);
    JsonObject uncached = body(ask(ModelConfig.of("amazon.nova"), "sys", third), caching);
    assertEquals(-1, JsonText.write(uncached).indexOf("cachePoint"));
  }

  private void assertBody(String json, ProviderRequest request) {
    assertEquals(JsonText.parse(json), body(request, TestSettings.of()));
  }

  private JsonObject body(ProviderRequest request, TestSettings settings) {
    return (JsonObject) JsonText.parse(ConverseRequest.body(request, settings, written).bytes());
  }

  private static ProviderRequest ask(ModelConfig model, String system, Message... messages) {
    return new ProviderRequest(model, "s", system, List.of(messages), List.of());
  }

  private static Message user(String text) {
    return user(new Content.Text(text));
  }

  private static Message user(Content... content) {
    return Message.user("u", 1, content);
  }

  private static Message assistant(Content... content) {
    return Message.assistant("a", 1, content);
  }

  private static Content request(String id, Outcome<ToolCall> call) {
    return new Content.ToolRequest(id, call);
  }

  private static Content response(String id, Outcome<ToolResult> result) {
    return new Content.ToolResponse(id, result);
  }

  private static ToolContent resource(String uri, String kind, String content) {
    return new ToolContent.Resource(
        JsonObject.builder().put("uri", uri).put(kind, content).build(), JsonObject.EMPTY);
  }
}
