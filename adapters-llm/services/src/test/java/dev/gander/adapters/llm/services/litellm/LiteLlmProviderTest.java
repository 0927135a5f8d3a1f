package dev.gander.adapters.llm.services.litellm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
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
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceFailureContract;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.WholeChatWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteLlmProviderTest extends ServiceTest implements ProviderContract, ServiceFailureContract {
  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.FRAGMENTS, Capability.SIGN_IN));
  }

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    service.at("/model/info", 200, MODELS);
    answers.forEach(answer -> service.play(answer, new WholeChatWire()));
    return provider();
  }

  private static final String MODELS =
      """
      {"data": [{"model_name": "keeps", "model_info": {"supports_prompt_caching": true}},
                {"model_name": "plain", "model_info": {}},
                {"model_name": "openai/*"}, {"model_info": {}}, 7]}""";
  private static final Json MARK = JsonText.parse("{\"type\": \"ephemeral\"}");

  @Test
  void modelsAreListedInTheProxysOrder() throws InterruptedException {
    service.status(200, MODELS);

    assertEquals(List.of("keeps", "plain"), provider().models());
    assertEquals("/model/info", service.asked().path());
  }

  @Test
  void theProxyTellsHowMuchContextModelsHave() throws InterruptedException {
    service.status(
        200,
        """
        {"data": [{"model_name": "small", "model_info": {"max_input_tokens": 32000}},
                  {"model_name": "silent", "model_info": {"max_input_tokens": null}}]}""");
    Provider provider = provider();

    assertEquals(OptionalInt.of(32_000), provider.contextLimit("small"));
    assertEquals(OptionalInt.empty(), provider.contextLimit("silent"));
    assertEquals(OptionalInt.empty(), provider.contextLimit("other"));
    assertEquals(1, service.allAsked().size());
  }

  @Test
  void aProxyThatDescribesNoModelsHasNoLimits() throws InterruptedException {
    service.status(404, "{}");

    assertEquals(OptionalInt.empty(), provider().contextLimit("small"));
  }

  @Test
  void aProxyThatDescribesNoModelsIsAnError() {
    service.status(200, "{\"models\": []}");

    assertThrows(ProviderException.class, () -> provider().models());
  }

  @Test
  void aModelThatKeepsPromptsGetsThemMarked() throws InterruptedException {
    service.status(200, MODELS).status(200, answer("Hello")).status(200, answer("Again"));
    Provider provider = provider();

    assertEquals("Hello", text(provider, "keeps"));
    assertEquals("Again", text(provider, "keeps"));

    assertEquals("/model/info", service.asked().path());
    Asked first = service.asked();
    assertEquals("/v1/chat/completions", first.path());
    assertEquals("Bearer k", first.headers().get("authorization"));
    assertEquals("1", first.headers().get("x-one"));
    JsonObject body = first.json();
    assertNull(body.get("stream"));
    assertEquals(
        JsonText.parse(
            """
            [{"role": "system", "content": [
               {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]},
             {"role": "user", "content": "one"},
             {"role": "assistant", "content": "1"},
             {"role": "user", "content": [
               {"type": "text", "text": "two", "cache_control": {"type": "ephemeral"}}]},
             {"role": "assistant", "content": "2"},
             {"role": "user", "content": [
               {"type": "text", "text": "three", "cache_control": {"type": "ephemeral"}}]}]"""),
        body.get("messages"));
    assertEquals(List.of(Optional.empty(), Optional.of(MARK)), marksOfTools(body));
    assertEquals("/v1/chat/completions", service.asked().path()); // models are asked once
  }

  @Test
  void anotherModelGetsNoMarks() throws InterruptedException {
    service.status(200, MODELS).status(200, answer("Hello"));

    assertEquals("Hello", text(provider(), "plain"));

    service.asked();
    JsonObject body = service.asked().json();
    assertEquals(List.of(Optional.empty(), Optional.empty()), marksOfTools(body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my-claude", "my-Claude-proxy", "CLAUDE"})
  void ofAModelThatTheProxyDoesNotDescribeTheNameTells(String model) throws InterruptedException {
    service.status(404, "{}").status(200, answer("Hello")).status(200, answer("Again"));
    Provider provider = provider();

    assertEquals("Hello", text(provider, model));
    assertEquals("Again", text(provider, model));

    service.asked();
    assertEquals(
        List.of(Optional.empty(), Optional.of(MARK)), marksOfTools(service.asked().json()));
    assertEquals("/v1/chat/completions", service.asked().path()); // and is not asked again
  }

  @Test
  void aCallThatIsCutOffBeforeItsArgumentsIsRefused() throws InterruptedException {
    service
        .status(200, MODELS)
        .status(
            200,
            """
            {"choices": [{"finish_reason": "length", "message": {"tool_calls": [
               {"id": "t1", "type": "function", "function": {"name": "ls", "arguments": ""}}]}}]}""");

    List<Delta> steps = steps(provider(), "plain");

    Content call = steps.getFirst().message().content().getFirst();
    assertInstanceOf(Outcome.Failure.class, ((Content.ToolRequest) call).call());
  }

  @Test
  void anAnswerIsToldInGoosedsOrder() throws InterruptedException {
    service
        .status(200, MODELS)
        .status(
            200,
            """
            {"choices": [{"message": {"content": "Look<think>not shown</think>",
              "reasoning_content": "why", "tool_calls": [
                {"id": "t1", "type": "function", "function": {"name": "ls", "arguments": "{}"}},
                {"id": "t2", "type": "function",
                 "function": {"name": "bad name", "arguments": "{}"}}]}}],
             "usage": {"prompt_tokens": 8, "completion_tokens": 2}}""");

    List<Delta> steps = steps(provider(), "plain");

    assertEquals(1, steps.size());
    List<Content> content = steps.getFirst().message().content();
    assertEquals(new Content.Thinking("why", ""), content.get(0));
    assertEquals(new Content.Text("Look"), content.get(1));
    assertEquals("t1", ((Content.ToolRequest) content.get(2)).id());
    assertEquals(
        "-32600",
        ((Content.ToolRequest) content.get(3)).call() instanceof Outcome.Failure<?>(String error)
            ? error.substring(0, 6)
            : "no failure");
    assertEquals(8, steps.getFirst().usage().tokens().input());
  }

  private Provider provider() {
    return new LiteLlmProviderFactory()
        .create(
            TestSettings.of(
                "LITELLM_HOST",
                service.url(),
                "LITELLM_API_KEY",
                "k",
                "LITELLM_CUSTOM_HEADERS",
                "X-One: 1\nnothing\nX-Two: 2"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private static List<Delta> steps(Provider provider, String model) throws InterruptedException {
    List<Message> messages =
        List.of(
            Message.user("a", 1, new Content.Text("one")),
            Message.assistant("b", 1, new Content.Text("1")),
            Message.user("c", 1, new Content.Text("two")),
            Message.assistant("d", 1, new Content.Text("2")),
            Message.user("e", 1, new Content.Text("three")));
    List<Tool> tools =
        List.of(
            new Tool("ls", "", JsonObject.EMPTY, JsonObject.EMPTY),
            new Tool("cat", "", JsonObject.EMPTY, JsonObject.EMPTY));
    List<Delta> steps = new ArrayList<>();
    try (ProviderStream stream =
        provider.stream(
            new ProviderRequest(ModelConfig.of(model), "s", "Be brief.", messages, tools))) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        steps.add(next.get());
      }
    }
    return steps;
  }

  private static String text(Provider provider, String model) throws InterruptedException {
    Message message = steps(provider, model).getFirst().message();
    return ((Content.Text) message.content().getFirst()).text();
  }

  private static String answer(String text) {
    return "{\"choices\": [{\"message\": {\"content\": \"" + text + "\"}}]}";
  }

  private static List<Optional<Json>> marksOfTools(JsonObject body) {
    return body.array("tools").orElse(JsonArray.EMPTY).items().stream()
        .map(tool -> ((JsonObject) tool).object("function").orElseThrow())
        .map(function -> Optional.ofNullable(function.get("cache_control")))
        .toList();
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new LiteLlmProviderFactory()
        .create(
            settings.with("LITELLM_HOST", url, "LITELLM_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"litellm: %s\",\"type\":null,\"param\":null,\"code\":\"%d\"}}"
        .formatted(message, status);
  }
}
