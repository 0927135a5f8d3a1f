package dev.gander.adapters.llm.clouds.databricks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabricksV2ProviderTest extends ServiceTest implements HttpProviderContract {
  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return new DatabricksV2ProviderFactory(Duration.ofSeconds(1))
        .create(
            TestSettings.of(
                "DATABRICKS_HOST", service.url(),
                "DATABRICKS_TOKEN", "dapi",
                "DATABRICKS_MAX_RETRIES", "1"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            Visitor.comingBackWith()::open);
  }

  @ParameterizedTest
  @CsvSource({
    "databricks-gpt-5-5,         /ai-gateway/openai/v1/responses",
    "databricks-claude-opus-4-7, /ai-gateway/anthropic/v1/messages",
    "Databricks-Claude-x,        /ai-gateway/anthropic/v1/messages",
    "databricks-llama-4,         /ai-gateway/mlflow/v1/chat/completions"
  })
  void eachModelIsAskedAtItsMakersAddress(String model, String path) throws Exception {
    service.status(503, "").status(401, "{}");
    assertThrows(
        ProviderException.Authentication.class,
        () -> provider(List.of()).stream(DatabricksRequests.hello(model)));

    service.asked();
    Asked asked = service.asked();
    assertEquals(path, asked.path());
    assertEquals(Json.of(model), asked.json().get("model"));
    assertEquals("Bearer dapi", asked.headers().get("authorization"));
    assertEquals("s1", asked.headers().get("agent-session-id"));
  }

  @ParameterizedTest
  @CsvSource({
    "databricks-gpt-5-5,     max, xhigh",
    "databricks-gpt-5-2,     max, high",
    "databricks-gpt-5-2-pro, low, high",
  })
  void anEffortIsOneThatTheModelKnows(String model, String effort, String sent) throws Exception {
    service.status(401, "{}");
    TestSettings settings = TestSettings.of("GOOSE_THINKING_EFFORT", effort);
    assertThrows(
        ProviderException.Authentication.class,
        () ->
            provider(service.url(), settings, new TestTime()).stream(
                DatabricksRequests.hello(model)));
    assertEquals(
        Optional.of(sent),
        service.asked().json().object("reasoning").flatMap(it -> it.text("effort")));
  }

  @Test
  void allPagesOfEndpointsAreListed() throws Exception {
    service
        .status(200, "{\"endpoints\":[{\"name\":\"b\"}],\"next_page_token\":\"x&y\"}")
        .status(200, "{\"endpoints\":[{\"name\":\"a\"},{\"other\":1}]}");

    assertEquals(List.of("b", "a"), provider(List.of()).models());

    assertEquals("/api/ai-gateway/v2/endpoints?page_size=100", service.asked().path());
    assertEquals(
        "/api/ai-gateway/v2/endpoints?page_size=100&page_token=x%26y", service.asked().path());
  }

  @Test
  void aListThatIsNoneIsToldSo() {
    service.status(200, "{}");
    assertThrows(ProviderException.RequestFailed.class, () -> provider(List.of()).models());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new DatabricksV2ProviderFactory(Duration.ofSeconds(1))
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
