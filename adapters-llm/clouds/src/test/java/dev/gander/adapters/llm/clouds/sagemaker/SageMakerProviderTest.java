package dev.gander.adapters.llm.clouds.sagemaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceFailureContract;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SageMakerProviderTest extends ServiceTest
    implements ProviderContract, ServiceFailureContract {
  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.KEY);
  }

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new TgiWire()));
    return provider("my-endpoint");
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return provider(
        url, "my-endpoint", settings, ClientEnvironment.repeatable(time.clock(), time::pause));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"message\":\"" + message + "\"}";
  }

  /// A wrong request stays wrong.
  @Override
  public Class<? extends ProviderException> kind(int status) {
    return switch (status) {
      case 400, 404, 418 -> ProviderException.ExecutionError.class;
      default -> ServiceFailureContract.super.kind(status);
    };
  }

  @Override
  public boolean listsModels() {
    return false;
  }

  /// As in goosed: these models write HTML unasked, which is taken out.
  @Override
  @Test
  public void withoutThoughtsNoneAreMadeUp() throws Exception {
    List<Delta> deltas = play(ScriptedAnswer.says("<b>So.</b> <think>Hm.</think>"));
    assertEquals(
        "So. <think>Hm.</think>", ProviderContract.text(ProviderContract.messages(deltas)));
  }

  @Test
  void theEndOfTheConversationIsAPlay() throws Exception {
    service.status(
        200, "[{\"generated_text\":\" <p>It is <b>so</b>.</p><br/> List<String> x < 3 \"}]");
    List<Delta> deltas =
        ask(
            ModelConfig.of("m").withMaxTokens(99).withTemperature(0.5),
            "Be kind.",
            user("forgotten"),
            user("one"),
            Message.assistant("a", 1, new Content.Text("two"), new Content.Thinking("no", "")),
            user("three"));
    ModelService.Asked asked = service.asked();
    assertEquals("/endpoints/my-endpoint/invocations", asked.path());
    assertTrue(asked.headers().get("authorization").startsWith("TEST eu-test-1/sagemaker "));
    assertEquals("agent-session-id=s1", asked.headers().get("x-amzn-sagemaker-custom-attributes"));
    assertFalse(asked.headers().containsKey("agent-session-id"));
    assertEquals(
        JsonText.parse(
            """
            {"inputs":"System: Be kind.\\n\\nUser: one\\nAssistant: two\\nUser: three\\nAssistant:",
             "parameters":{"max_new_tokens":99,"temperature":0.5,"do_sample":true,
               "return_full_text":false}}
            """),
        asked.json());
    assertEquals(
        "It is so. List<String> x < 3", ProviderContract.text(ProviderContract.messages(deltas)));
  }

  @Test
  void aLongSystemPromptIsReplacedAndDefaultsAreFilledIn() throws Exception {
    service.status(200, "{\"generated_text\":\"ok\"}");
    ask(ModelConfig.of("m"), "x".repeat(200), user("hi"));
    var json = service.asked().json();
    assertFalse(json.text("inputs").orElseThrow().contains("xxx"));
    assertEquals(
        "0.7",
        String.valueOf(JsonText.write(json.object("parameters").orElseThrow().get("temperature"))));
  }

  @Test
  void otherAnswersAreErrors() {
    for (String answer : List.of("[]", "{}", "[{\"text\":\"x\"}]", "<html>", "7")) {
      for (int i = 0; i < 4; i++) {
        service.status(200, answer);
      }
      assertThrows(
          ProviderException.RequestFailed.class,
          () -> ask(ModelConfig.of("m"), "", user("hi")),
          answer);
    }
  }

  @Test
  void anErrorOfTheModelsServerIsTold() {
    service.always(200, "{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}");
    ProviderException failure =
        assertThrows(
            ProviderException.ServerError.class, () -> ask(ModelConfig.of("m"), "", user("hi")));
    assertEquals("Model is overloaded", failure.text());
  }

  @Test
  void aModelThatFailsIsToldAndNotAskedAgain() {
    service.status(
        424,
        "{\"ErrorCode\":\"X\",\"Message\":\"Received server error (0) from model\"}",
        "x-amzn-errortype",
        "ModelError");
    ProviderException failure =
        assertThrows(
            ProviderException.ExecutionError.class, () -> ask(ModelConfig.of("m"), "", user("hi")));
    assertEquals("AWS: ModelError: Received server error (0) from model", failure.text());
    assertEquals(List.of(), pauses);
  }

  @Test
  void aWrongNameIsRefusedBeforeItBecomesAnAddress() {
    for (String name : List.of("a/b", "a b", "../x", "a?b", "-")) {
      ProviderException failure = assertThrows(ProviderException.class, () -> provider(name), name);
      assertTrue(failure.text().contains("SAGEMAKER_ENDPOINT_NAME"), failure::text);
    }
  }

  @Test
  void thereIsNoListOfModels() {
    assertThrows(ProviderException.Unsupported.class, () -> provider("e").models());
  }

  private Provider provider(String endpoint) {
    return provider(
        service.url(),
        endpoint,
        TestSettings.of(),
        ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add));
  }

  private static Provider provider(
      String url, String endpoint, TestSettings settings, ClientEnvironment environment) {
    return new SageMakerProviderFactory()
        .create(
            settings.with(
                "AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME",
                url,
                "AWS_REGION",
                "eu-test-1",
                "TEST_KEY",
                KEY,
                "SAGEMAKER_ENDPOINT_NAME",
                endpoint),
            new ServiceClients(environment));
  }

  private List<Delta> ask(ModelConfig model, String system, Message... messages)
      throws InterruptedException {
    try (ProviderStream stream =
        provider("my-endpoint").stream(
            new ProviderRequest(model, "s1", system, List.of(messages), List.of()))) {
      return ProviderContract.drain(stream);
    }
  }

  private static Message user(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }
}
