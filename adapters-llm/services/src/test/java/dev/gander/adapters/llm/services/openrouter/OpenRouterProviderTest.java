package dev.gander.adapters.llm.services.openrouter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.llm.services.openai.OpenAiProviderFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.ProviderContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterProviderTest extends ServiceTest implements HttpProviderContract {
  @ParameterizedTest
  @CsvSource({
    "openai/gpt-5,              ,      max,    high",
    "openai/gpt-5.4,            ,      max,    xhigh",
    "openai/gpt-5,              ,      off,    none",
    "anthropic/claude-sonnet-4, true,  max,    high",
    "anthropic/claude-new,      false, low,    ",
    "anthropic/claude-new,      ,      low,    low",
    "x-ai/grok-4,               true,  medium, medium",
    "x-ai/grok-2,               ,      medium, ",
    "openai/gpt-5,              ,      '',     ",
  })
  void whatAModelShallThinkStandsInAnObject(
      String model, Boolean reasons, String effort, String sent) throws InterruptedException {
    JsonObject body = asked(ModelConfig.of(model).withReasoning(reasons), effort);

    assertNull(body.get("reasoning_effort"));
    assertEquals(
        Optional.ofNullable(sent), body.object("reasoning").flatMap(it -> it.text("effort")));
  }

  @Test
  void withoutASessionNoUserIsNamed() throws InterruptedException {
    ProviderRequest request = request();
    service.status(401, "{}");
    assertThrows(
        ProviderException.Authentication.class,
        () ->
            provider("").stream(
                new ProviderRequest(
                    request.model(), "", request.system(), request.messages(), List.of())));
    assertNull(service.asked().json().get("user"));
  }

  @ParameterizedTest
  @CsvSource({"google/gemini-3-pro, true", "x-ai/grok-4, false"})
  void whatGeminiThoughtBeforeACallGoesBackWithIt(String model, boolean kept)
      throws InterruptedException {
    service.pieces(
        chunk(
            model,
            "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\"},"
                + "{\"type\":\"reasoning.encrypted\",\"data\":\"ENC\"}]"),
        chunk(
            model,
            "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"a\"}},"
                + "{\"index\":1,\"id\":\"t2\",\"function\":{\"name\":\"b\"}}]"),
        "data: [DONE]\n\n");
    List<Message> answer = answer();
    assertEquals(
        kept ? "[{\"type\":\"reasoning.encrypted\",\"data\":\"ENC\"}]" : "none",
        sentBack(provider(""), model, answer)
            .array("reasoning_details")
            .map(JsonText::write)
            .orElse("none"));
  }

  @Test
  void whatGeminiThoughtGoesToNoOtherService() throws InterruptedException {
    service.pieces(
        chunk(
            "google/gemini-3-pro",
            "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"ENC\"}]"),
        chunk(
            "google/gemini-3-pro",
            "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"a\"}}]"),
        "data: [DONE]\n\n");
    Provider other =
        new OpenAiProviderFactory()
            .create(TestSettings.of("OPENAI_HOST", service.url(), "OPENAI_API_KEY", "k"));

    JsonObject message = sentBack(other, "google/gemini-3-pro", answer());

    assertEquals(1, message.array("tool_calls").orElseThrow().items().size());
    assertFalse(JsonText.write(message).contains("ENC"), () -> JsonText.write(message));
  }

  private List<Message> answer() throws InterruptedException {
    try (ProviderStream stream = provider("").stream(request())) {
      List<Message> answer = ProviderContract.messages(ProviderContract.drain(stream));
      service.asked();
      return answer;
    }
  }

  /// The message that the answer becomes in the next request.
  private JsonObject sentBack(Provider provider, String model, List<Message> answer)
      throws InterruptedException {
    service.status(401, "{}");
    ProviderRequest request =
        new ProviderRequest(ModelConfig.of(model), "s", "", answer, List.of());
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request));
    return (JsonObject) service.asked().json().array("messages").orElseThrow().items().getLast();
  }

  private static String chunk(String model, String delta) {
    return "data: {\"id\":\"r\",\"model\":\"%s\",\"choices\":[{\"delta\":{%s}}]}\n\n"
        .formatted(model, delta);
  }

  @Test
  void modelsAreListedInOrder() throws InterruptedException {
    service.status(200, "{\"data\": [{\"id\": \"z/a\"}, {\"id\": \"a/z\"}]}");

    assertEquals(List.of("a/z", "z/a"), provider("").models());
    assertEquals("/api/v1/models", service.asked().path());
  }

  @Test
  void whereToBuyCreditsIsTold() {
    service.status(
        402,
        "{\"error\": {\"code\": 402, \"message\": \"Insufficient credits\","
            + " \"metadata\": {\"top_up_url\": \"https://openrouter.ai/credits\"}}}");

    var failure =
        assertThrows(
            ProviderException.CreditsExhausted.class, () -> provider("").stream(request()));

    assertEquals("Insufficient credits", failure.text());
    assertEquals("https://openrouter.ai/credits", failure.topUpUrl());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"code":502,"message":"Provider returned error","metadata":{"raw":"{\\"error\\":{\\"message\\":\\"model crashed\\"}}"}} | ServerError | Provider returned error: model crashed
          {"code":502,"message":"Provider returned error","metadata":{"raw":{"message":"model crashed"}}} | ServerError | Provider returned error: model crashed
          {"code":429,"message":"Provider returned error","metadata":{"raw":"slow down","retry_after_seconds":7}} | RateLimited | Provider returned error: slow down
          {"code":400,"message":"Provider returned error","metadata":{"raw":"prompt is too long: 9 > 8"}} | ContextLengthExceeded | Provider returned error: prompt is too long: 9 > 8
          {"code":400,"message":"odd","metadata":{"raw":"odd"}} | ServerError | odd
          {"code":402,"message":"no money"} | CreditsExhausted | no money
          {"code":"server_error","message":"gone"} | ServerError | gone
          """)
  void anErrorInsideAnAnswerIsToldWithItsCause(String error, String kind, String text)
      throws InterruptedException {
    service.pieces(
        ": OPENROUTER PROCESSING\n\n",
        "data: {\"id\":\"r\",\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n",
        "data: {\"id\":\"r\",\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}],"
            + "\"error\":"
            + error
            + "}\n\n");
    try (ProviderStream stream = provider("").stream(request())) {
      assertEquals("half", stream.next().orElseThrow().message().text());
      ProviderException failure = assertThrows(ProviderException.class, stream::next);
      assertEquals(kind, failure.getClass().getSimpleName());
      assertEquals(text, failure.text());
      if (failure instanceof ProviderException.RateLimited limited) {
        assertEquals(Duration.ofSeconds(7), limited.retryAfter());
      }
    }
  }

  @Test
  void anErrorInPlaceOfAnAnswerCountsByItsCode() {
    service.status(
        200,
        "{\"error\": {\"code\": 403, \"message\": \"flagged\"}}",
        "content-type",
        "application/json; charset=utf-8");

    var failure = assertThrows(ProviderException.class, () -> provider("").stream(request()));

    assertInstanceOf(ProviderException.Authentication.class, failure);
  }

  private Provider provider(String effort) {
    return new OpenRouterProviderFactory()
        .create(
            TestSettings.of(
                "OPENROUTER_HOST",
                service.url(),
                "OPENROUTER_API_KEY",
                "k",
                "GOOSE_THINKING_EFFORT",
                effort),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private JsonObject asked(ModelConfig model, String effort) throws InterruptedException {
    service.status(401, "{}");
    ProviderRequest request = request();
    assertThrows(
        ProviderException.Authentication.class,
        () ->
            provider(effort).stream(
                new ProviderRequest(model, "s", request.system(), request.messages(), List.of())));
    JsonObject body = service.asked().json();
    assertEquals(Optional.of(Json.of("s")), Optional.ofNullable(body.get("user")));
    return body;
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new OpenRouterProviderFactory()
        .create(
            settings.with("OPENROUTER_HOST", url, "OPENROUTER_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"Provider returned error\",\"code\":%d,\"metadata\":{\"raw\":\"%s\",\"provider_name\":\"X\"}},\"user_id\":\"u\"}"
        .formatted(status, message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
