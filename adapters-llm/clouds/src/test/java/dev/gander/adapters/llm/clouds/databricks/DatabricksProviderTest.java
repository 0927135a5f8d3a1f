package dev.gander.adapters.llm.clouds.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.Golden;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class DatabricksProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String UNKNOWN = "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}";
  private static final String REFUSED = "{\"message\":\"unknown field stream_options\"}";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    service.status(404, UNKNOWN);
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return provider(TestSettings.of());
  }

  private Provider provider(TestSettings settings) {
    return new DatabricksProviderFactory(PATIENCE)
        .create(
            settings.with("DATABRICKS_HOST", service.url(), "DATABRICKS_TOKEN", "dapi"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)),
            Visitor.comingBackWith()::open);
  }

  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(getClass(), service, this::undescribed);
  }

  @TestFactory
  Stream<DynamicTest> asksBetterThanGoosed() throws IOException {
    return Golden.tests(getClass(), "on-purpose.json", service, this::undescribed);
  }

  /// A provider whose first question, for what stands behind the endpoint, is refused too.
  private Provider undescribed(TestSettings settings) {
    service.status(401, "{}");
    return provider(settings);
  }

  private static List<Delta> ask(Provider provider, String model) throws InterruptedException {
    try (ProviderStream stream = provider.stream(DatabricksRequests.hello(model))) {
      return ProviderContract.drain(stream);
    }
  }

  private static String endpoint(String name, String entity) {
    return "{\"name\":\"%s\",\"config\":{\"served_entities\":[%s]}}".formatted(name, entity);
  }

  private static String external(String provider, String model) {
    return "{\"external_model\":{\"provider\":\"%s\",\"name\":\"%s\"}}".formatted(provider, model);
  }

  private void answers() {
    service.play(ScriptedAnswer.says("ok"), new ChatWire());
  }

  @Test
  void theWishForCountsIsDroppedAfterTheFirstRefusalAndNotTriedAgain() throws Exception {
    service.status(404, UNKNOWN).status(400, REFUSED);
    answers();
    answers();
    Provider provider = provider(TestSettings.of());

    assertEquals("ok", ProviderContract.text(ProviderContract.messages(ask(provider, "llama"))));
    ask(provider, "llama");

    assertEquals("/api/2.0/serving-endpoints/llama", service.asked().path());
    assertTrue(service.asked().json().has("stream_options"));
    JsonObject second = service.asked().json();
    assertFalse(second.has("stream_options"));
    assertEquals(Json.of(true), second.get("stream"));
    assertFalse(service.asked().json().has("stream_options"));
    assertEquals(List.of(), pauses);
  }

  @Test
  void otherRefusalsAreTriedAgainAsTheSettingsSay() {
    service.status(404, UNKNOWN).status(400, "{\"message\":\"odd\"}").status(503, "");
    Provider provider =
        provider(
            TestSettings.of(
                "DATABRICKS_MAX_RETRIES", "1", "DATABRICKS_INITIAL_RETRY_INTERVAL_MS", "10"));

    var failure = assertThrows(ProviderException.ServerError.class, () -> ask(provider, "llama"));

    assertTrue(failure.text().contains("/serving-endpoints/llama/invocations"), failure.text());
    assertEquals(1, pauses.size());
    assertTrue(pauses.getFirst().toMillis() <= 12, pauses.toString());
  }

  @Test
  void aModelThatSpeaksResponsesIsAskedThere() throws Exception {
    service
        .status(
            200,
            endpoint(
                "my-gpt",
                "{\"foundation_model\":{\"name\":\"system.ai.gpt-5-5\",\"api_types\":[\"openai/v1/responses\"]}}"))
        .pieces(
            "data: {\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"model\":\"m\"}}\n\n",
            "data: {\"type\":\"response.output_text.delta\",\"delta\":\"hi\"}\n\n",
            "data: {\"type\":\"response.completed\",\"response\":{\"output\":[]}}\n\n");

    List<Delta> deltas = ask(provider(TestSettings.of()), "my-gpt");

    assertEquals("hi", ProviderContract.text(ProviderContract.messages(deltas)));
    service.asked();
    Asked asked = service.asked();
    assertEquals("/serving-endpoints/responses", asked.path());
    assertEquals(Json.of("my-gpt"), asked.json().get("model"));
    assertTrue(asked.json().has("input"));
  }

  @Test
  void withoutADescriptionTheNameTells() throws Exception {
    service.status(403, "{}").pieces("data: [DONE]\n\n").status(404, UNKNOWN).status(500, "");
    Provider provider = provider(TestSettings.of("DATABRICKS_MAX_RETRIES", "0"));

    ask(provider, "databricks-gpt-5-5");
    assertThrows(ProviderException.class, () -> ask(provider, "gpt-4o"));

    service.asked();
    assertEquals("/serving-endpoints/responses", service.asked().path());
    service.asked();
    assertEquals("/serving-endpoints/gpt-4o/invocations", service.asked().path());
  }

  @Test
  void endpointsThatPassQuestionsOnAreFollowed() throws Exception {
    service
        .status(200, endpoint("a", external("databricks-model-serving", "b")))
        .status(200, endpoint("b", external("databricks-model-serving", "c")))
        .status(200, endpoint("c", external("anthropic", "claude-sonnet-4-5")));
    answers();
    answers();
    Provider provider = provider(TestSettings.of("GOOSE_THINKING_EFFORT", "medium"));

    ask(provider, "a");
    ask(provider, "a");

    assertEquals("/api/2.0/serving-endpoints/a", service.asked().path());
    assertEquals("/api/2.0/serving-endpoints/b", service.asked().path());
    assertEquals("/api/2.0/serving-endpoints/c", service.asked().path());
    Asked asked = service.asked();
    assertEquals("/serving-endpoints/a/invocations", asked.path());
    // It is formatted as Claude wants it: 4,096 tokens of answer and 10,000 of thought.
    assertEquals(Json.of(14_096), asked.json().get("max_tokens"));
    assertEquals(Json.of(2), asked.json().get("temperature"));
    assertEquals("/serving-endpoints/a/invocations", service.asked().path());
  }

  @Test
  void endpointsThatPassQuestionsOnInACircleAreNotFollowedForEver() throws Exception {
    for (String[] hop : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "e"}}) {
      service.status(200, endpoint(hop[0], external("databricks-model-serving", hop[1])));
    }
    answers();
    ask(provider(TestSettings.of()), "a");
    assertEquals(5, service.allAsked().size());
  }

  @Test
  void aPlaceInAPathIsNotLeft() throws Exception {
    service.status(404, UNKNOWN);
    answers();
    ask(provider(TestSettings.of()), "../a/b?c");
    assertEquals("/api/2.0/serving-endpoints/..%2Fa%2Fb%3Fc", service.asked().path());
    assertEquals("/serving-endpoints/..%2Fa%2Fb%3Fc/invocations", service.asked().path());
  }

  @Test
  void aTokenThatWasChangedIsReadAgainOnce() throws Exception {
    var settings = new ChangingToken(service.url());
    service.status(401, "{}").status(200, "{\"endpoints\":[{\"name\":\"b\"},{\"name\":\"a\"}]}");

    Provider provider =
        new DatabricksProviderFactory(PATIENCE)
            .create(
                settings,
                new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)),
                Visitor.comingBackWith()::open);
    assertEquals(List.of("b", "a"), provider.models());

    assertEquals("Bearer dapi1", service.asked().headers().get("authorization"));
    assertEquals("Bearer dapi2", service.asked().headers().get("authorization"));
  }

  private static final class ChangingToken implements ProviderSettings {
    private final String host;
    private int reads;

    ChangingToken(String host) {
      this.host = host;
    }

    @Override
    public Optional<String> setting(String key) {
      return key.equals("DATABRICKS_HOST") ? Optional.of(host) : Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return key.equals("DATABRICKS_TOKEN") ? Optional.of("dapi" + ++reads) : Optional.empty();
    }
  }

  @Test
  void aListThatIsNoneIsToldSo() {
    service.status(200, "{\"message\":\"maintenance\"}").status(200, "<html>");
    Provider provider = provider(TestSettings.of());
    assertThrows(ProviderException.RequestFailed.class, provider::models);
    assertThrows(ProviderException.RequestFailed.class, provider::models);
  }

  @Test
  void thoughtsComeWithTheirSignature() throws Exception {
    service
        .status(404, UNKNOWN)
        .pieces(
            thought("{\"type\":\"summary_text\",\"text\":\"hm\",\"signature\":\"\"}"),
            thought("{\"type\":\"summary_text\",\"text\":\"\",\"signature\":\"sig\"}"),
            thought("{\"type\":\"summary_encrypted_text\",\"data\":\"opaque\"}"),
            "data: {\"id\":\"m1\",\"choices\":[{\"delta\":{\"content\":\"so\"}}]}\n\n",
            "data: [DONE]\n\n");

    List<Delta> deltas = ask(provider(TestSettings.of()), "databricks-claude-sonnet-4");

    assertEquals(
        List.of(
            new Content.Thinking("hm", ""),
            new Content.Thinking("", "sig"),
            new Content.RedactedThinking("opaque", JsonObject.EMPTY),
            new Content.Text("so")),
        deltas.stream()
            .map(Delta::message)
            .filter(Objects::nonNull)
            .map(message -> message.content().getFirst())
            .toList());
    assertEquals(
        List.of("m1"),
        ProviderContract.messages(deltas).stream().map(Message::id).distinct().toList());
  }

  private static String thought(String summary) {
    return "data: {\"id\":\"m1\",\"choices\":[{\"delta\":{\"content\":[{\"type\":\"reasoning\",\"summary\":[%s]}]}}]}\n\n"
        .formatted(summary);
  }

  @Test
  void aRequestSaysWhereItComesFromIfTheUserWantsThat(@TempDir Path state) throws Exception {
    Path logs = state.resolve("logs");
    service.status(404, UNKNOWN);
    answers();
    answers();
    Provider provider =
        provider(TestSettings.of("GOOSE_DATABRICKS_CLIENT_REQUEST_ID", "true").loggingTo(logs));
    ask(provider, "llama");
    ask(provider, "llama");

    String id = Files.readString(state.resolve("instance_id"));
    service.asked();
    for (int i = 0; i < 2; i++) {
      assertEquals(
          Json.of(JsonText.write(JsonObject.of("sessionId", Json.of(id + "_s1")))),
          service.asked().json().get("client_request_id"));
    }
  }

  @Test
  void otherwiseNothingIsSaidAndNoFileIsMade(@TempDir Path state) throws Exception {
    service.status(404, UNKNOWN);
    answers();
    ask(provider(TestSettings.of().loggingTo(state.resolve("logs"))), "llama");
    service.asked();
    assertNull(service.asked().json().get("client_request_id"));
    assertTrue(Files.notExists(state.resolve("instance_id")));
  }

  @Test
  void allItsEndpointsAreShown() {
    assertTrue(new DatabricksProviderFactory().showsAllModels());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    service.at("/api/2.0/serving-endpoints/mock", 404, UNKNOWN);
    return new DatabricksProviderFactory(PATIENCE)
        .create(
            settings.with("DATABRICKS_HOST", url, "DATABRICKS_TOKEN", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            Visitor.comingBackWith()::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error_code\":\"SOME_ERROR\",\"message\":\"%s\"}".formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
