package dev.gander.adapters.llm.services.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
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
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.Golden;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ResponsesWire;
import dev.gander.testkit.provider.ProviderContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponsesProviderTest extends ServiceTest implements HttpProviderContract {
  @Override
  public ProviderRequest request() {
    return asking("gpt-5");
  }

  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(getClass(), "golden-responses.json", service, this::openAi);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          gpt-5,          v1/chat/completions,      /v1/responses
          GPT-5,          v1/chat/completions,      /v1/responses
          openai/gpt-5.1, v1/chat/completions,      /v1/responses
          my-gpt-5-proxy, v1/chat/completions,      /v1/responses
          o4-mini,        /v1/chat/completions,     /v1/responses
          gpt-5x,         v1/chat/completions,      /v1/chat/completions
          gpt-50,         v1/chat/completions,      /v1/chat/completions
          o3mini,         v1/chat/completions,      /v1/chat/completions
          gpt-5,          deep/v2/chat/completions, /deep/v2/chat/completions
          mock,           custom/responses,         /custom/responses
          o1-mini,        custom/responses,         /custom/responses
          """)
  void theModelAndThePathDecideAboutTheDialect(String model, String basePath, String asked)
      throws Exception {
    assertAsked(asked, openAi(TestSettings.of("OPENAI_BASE_PATH", basePath)), model);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          vercel_ai_gateway, /v1,                  /v1/responses
          orcarouter,        /v1/chat/completions, /v1/responses
          groq,              /openai/v1,           /openai/v1/chat/completions
          nearai,            /v1,                  /v1/chat/completions
          """)
  void aDeclaredServiceSpeaksResponsesUnlessItHasNone(String name, String path, String asked)
      throws Exception {
    Provider declared =
        new OpenAiProviderFactory()
            .create(declaration(name, service.url() + path), TestSettings.of(), clients());
    assertAsked(asked, declared, "openai/gpt-5");
  }

  @ParameterizedTest
  @CsvSource({
    "avian, /chat/completions",
    "tetrate, /v1/chat/completions",
    "xai, /chat/completions"
  })
  void aRowOfTheTableMaySayThatItsServiceKnowsChatOnly(String name, String asked) throws Exception {
    String key = name.toUpperCase(Locale.ROOT);
    TestSettings settings = TestSettings.of(key + "_HOST", service.url(), key + "_API_KEY", "k");
    ProviderDeclaration declared =
        ProviderTable.rows().stream()
            .filter(row -> row.name().equals(name))
            .map(row -> ((BundledProvider.BuiltInService) row).declaration())
            .findFirst()
            .orElseThrow();
    assertAsked(
        asked,
        new OpenAiProviderFactory().create(declared.filledIn(settings), settings, clients()),
        "openai/gpt-5");
  }

  @Test
  void aServiceThatCannotStreamIsAskedForTheWholeAnswer() throws Exception {
    service.status(
        200,
        """
        {"id": "rs1", "object": "response", "model": "gpt-5", "status": "completed", "error": null,
         "output": [
           {"type": "message", "content": [{"type": "output_text", "text": "Look:"}]},
           {"type": "function_call", "id": "f1", "call_id": "t1", "name": "shell",
            "arguments": "{\\"command\\":\\"ls\\"}"}],
         "usage": {"input_tokens": 3, "output_tokens": 4,
                   "input_tokens_details": {"cached_tokens": 2}}}
        """);
    Provider whole =
        new OpenAiProviderFactory().create(unstreamed(service.url()), TestSettings.of(), clients());
    try (ProviderStream stream = whole.stream(request())) {
      var deltas = ProviderContract.drain(stream);
      assertEquals("Look:", ProviderContract.text(ProviderContract.messages(deltas)));
      assertEquals(1, ProviderContract.requests(deltas).size());
      var tokens = ProviderContract.usage(deltas).orElseThrow().tokens();
      assertEquals(7L, tokens.total());
      assertEquals(2L, tokens.cacheRead());
    }
    assertEquals(Json.of(false), service.asked().json().get("stream"));
  }

  @Test
  void garbageEndsTheAnswerAfterAllThatWasFinished() throws Exception {
    service.pieces(
        "data: {\"type\":\"response.output_text.delta\",\"delta\":\"Look:\"}\n\n",
        "data: {\"type\":\"response.output_item.done\",\"output_index\":1,\"item\":{\"type\":"
            + "\"function_call\",\"call_id\":\"t1\",\"name\":\"a\",\"arguments\":\"{}\"}}\n\n",
        "data: {not json\n\n");
    List<Delta> before = new ArrayList<>();
    try (ProviderStream stream = openAi(TestSettings.of()).stream(request())) {
      before.add(stream.next().orElseThrow());
      before.add(stream.next().orElseThrow());
      assertThrows(ProviderException.NetworkError.class, stream::next);
    }
    assertEquals("Look:", ProviderContract.text(ProviderContract.messages(before)));
    assertEquals(1, ProviderContract.requests(before).size());
  }

  private static ProviderDeclaration declaration(String name, String url) {
    return ProviderDeclaration.read(declared(name, url));
  }

  private static ProviderDeclaration unstreamed(String url) {
    return ProviderDeclaration.read(declared("x", url).with("supports_streaming", Json.of(false)));
  }

  private static JsonObject declared(String name, String url) {
    return JsonObject.builder()
        .put("name", name)
        .put("engine", "openai")
        .put("display_name", name)
        .put("api_key_env", "")
        .put("base_url", url)
        .put("requires_auth", false)
        .put("models", JsonArray.EMPTY)
        .build();
  }

  private void assertAsked(String path, Provider provider, String model) throws Exception {
    service.status(401, "{}");
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(asking(model)));
    assertEquals(path, service.asked().path());
  }

  private Provider openAi(TestSettings settings) {
    return new OpenAiProviderFactory()
        .create(settings.with("OPENAI_HOST", service.url()), clients());
  }

  private static ServiceClients clients() {
    return new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
  }

  private static ProviderRequest asking(String model) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "20260304_1",
        "You are a test.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new OpenAiProviderFactory()
        .create(
            settings.with("OPENAI_HOST", url, "OPENAI_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}"
        .formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ResponsesWire();
  }

  @Override
  public String model() {
    return "gpt-5";
  }
}
