package dev.gander.adapters.llm.clouds.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
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
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeProviderTest extends ServiceTest implements HttpProviderContract {
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(
        EnumSet.of(Capability.THINKING, Capability.IMAGES, Capability.SIGN_IN));
  }

  /// As in goosed: Cortex is told the words beside a picture, and not of the picture.
  @Override
  @Test
  public void withoutEyesAPictureIsRefused() throws Exception {
    Content picture = new Content.Image(DOT, "image/png", JsonObject.EMPTY);
    Message shown = Message.user("u1", 1, new Content.Text("What is this?"), picture);
    ProviderRequest usual = request();
    try (ProviderStream stream =
        provider(List.of(ScriptedAnswer.says("what?"))).stream(
            new ProviderRequest(
                usual.model(), usual.sessionId(), "", List.of(shown), usual.tools()))) {
      assertEquals(
          "what?",
          ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream))));
    }
    assertFalse(sent().getLast().contains(DOT));
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new SnowflakeProviderFactory()
        .create(
            settings.with("SNOWFLAKE_HOST", url, "SNOWFLAKE_TOKEN", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"data\":null,\"code\":\"390%d\",\"message\":\"%s\",\"success\":false}"
        .formatted(status, message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new CortexWire();
  }

  @Override
  public boolean listsModels() {
    return false;
  }

  /// Nothing that the model did not say is run; the tool itself refuses what is no JSON.
  @Override
  public boolean isSound(ToolCall call, ToolCall meant) {
    return call.equals(meant) || call.argumentsOrEmpty().has("raw_input");
  }

  @ParameterizedTest
  @CsvSource({
    "acct,                              https://acct.snowflakecomputing.com",
    "  ORG-Acct.EU-Central-1 ,          https://org-acct.eu-central-1.snowflakecomputing.com",
    "acct.snowflakecomputing.com,       https://acct.snowflakecomputing.com",
    "https://ACCT.snowflakecomputing.com/console, https://acct.snowflakecomputing.com",
    "https://acct,                      https://acct.snowflakecomputing.com",
    "org-my_acct,                       https://org-my-acct.snowflakecomputing.com",
    "http://127.0.0.1:8080,             http://127.0.0.1:8080",
  })
  void anAccountIsFoundByItsName(String host, String address) {
    assertEquals(address, SnowflakeProviderFactory.address(host));
  }

  @Test
  void aConversationIsWrittenAsTexts() throws InterruptedException {
    Asked asked =
        asked(
            "Be brief.",
            List.of(
                Message.user(
                    "1",
                    1,
                    new Content.Text("one"),
                    new Content.Image("aGk=", "image/png", JsonObject.EMPTY)),
                Message.assistant(
                    "2",
                    1,
                    new Content.Text("I look."),
                    new Content.ToolRequest(
                        "t1", Outcome.success(new ToolCall("ls", JsonObject.EMPTY)))),
                Message.user("3", 1, result("t1", "a\nb", "c")),
                Message.assistant(
                    "4",
                    1,
                    new Content.ToolRequest(
                        "t2", Outcome.success(new ToolCall("ls", JsonObject.EMPTY)))),
                Message.user("5", 1, new Content.ToolResponse("t2", Outcome.failure("no")))),
            List.of(tool("ls", "lists"), tool("ls", "again")));

    assertEquals("/api/v2/cortex/inference:complete", asked.path());
    assertEquals("Bearer k", asked.headers().get("authorization"));
    assertEquals("goose", asked.headers().get("user-agent"));
    assertEquals(
        JsonText.parse(
            """
            {"model": "m", "max_tokens": 4096, "messages": [
               {"role": "system", "content": "Be brief."},
               {"role": "user", "content": "one"},
               {"role": "assistant", "content": "I look."},
               {"role": "user", "content": "Tool result: a\\nb\\nc"}],
             "tools": [{"tool_spec": {"type": "generic", "name": "ls", "description": "lists",
                "input_schema": {"type": "object"}}}]}"""),
        asked.json());
  }

  @Test
  void withoutAnythingSaidTheModelIsAskedToGoOn() throws InterruptedException {
    Asked asked = asked("", List.of(), List.of());

    List<Json> messages = asked.json().array("messages").orElseThrow().items();
    assertEquals(2, messages.size());
    assertFalse(((JsonObject) messages.getLast()).text("content").orElse("").isBlank());
    assertFalse(asked.json().has("tools"));
  }

  @Test
  void argumentsThatAreNoJsonAreGivenAsTheyAre() throws InterruptedException {
    List<Delta> told = told(call("{\\\"command\\\": oops}"));

    assertEquals(
        Outcome.success(
            new ToolCall("shell", JsonObject.of("raw_input", Json.of("{\"command\": oops}")))),
        ((Content.ToolRequest) ProviderContract.requests(told).getFirst()).call());
  }

  @Test
  void argumentsThatBreakOffAreNot() throws InterruptedException {
    List<Delta> told = told(call("{\\\"command\\\": \\\"rm -rf /tm"));

    assertInstanceOf(
        Outcome.Failure.class,
        ((Content.ToolRequest) ProviderContract.requests(told).getFirst()).call());
  }

  @Test
  void textMayComeWithoutAList() throws InterruptedException {
    List<Delta> told = told("{\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}");

    assertEquals("hi", ProviderContract.text(ProviderContract.messages(told)));
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,  '{\"code\":\"390144\",\"message\":\"token expired\"}', 390144 - token expired",
    "application/json,  '{\"code\":390144}',                                  390144 - no reason given",
    "text/event-stream, 'data: {\"code\":\"390144\",\"message\":\"token expired\"}', 390144 - token expired",
  })
  void aCodeInPlaceOfAnAnswerIsAFailure(String type, String body, String text) {
    service.always(200, body, "content-type", type);

    var failure =
        assertThrows(
            ProviderException.RequestFailed.class,
            () -> {
              try (ProviderStream stream = provider().stream(request())) {
                ProviderContract.drain(stream);
              }
            });

    assertEquals(text, failure.text());
  }

  @Test
  void itsModelsAreKnown() throws InterruptedException {
    assertTrue(provider().models().contains("claude-sonnet-4-5"));
    assertTrue(service.allAsked().isEmpty());
  }

  private Provider provider() {
    return new SnowflakeProviderFactory()
        .create(
            TestSettings.of("SNOWFLAKE_HOST", service.url(), "SNOWFLAKE_TOKEN", "k"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private Asked asked(String system, List<Message> messages, List<Tool> tools)
      throws InterruptedException {
    service.status(401, "{}");
    assertThrows(
        ProviderException.Authentication.class,
        () ->
            provider().stream(
                new ProviderRequest(ModelConfig.of("m"), "s", system, messages, tools)));
    return service.asked();
  }

  private List<Delta> told(String chunk) throws InterruptedException {
    service.pieces("data: " + chunk + "\n\n");
    try (ProviderStream stream = provider().stream(request())) {
      return ProviderContract.drain(stream);
    }
  }

  private static String call(String arguments) {
    return "{\"choices\":[{\"delta\":{\"content_list\":[{\"tool_use_id\":\"t1\",\"name\":\"shell\"},"
        + "{\"input\":\""
        + arguments
        + "\"}]}}]}";
  }

  private static Content result(String id, String... texts) {
    List<ToolContent> content = new ArrayList<>();
    for (String text : texts) {
      content.add(new ToolContent.Text(text, JsonObject.EMPTY));
    }
    return new Content.ToolResponse(id, Outcome.success(ToolResult.of(content)));
  }

  private static Tool tool(String name, String description) {
    return new Tool(name, description, JsonObject.of("type", Json.of("object")), JsonObject.EMPTY);
  }
}
