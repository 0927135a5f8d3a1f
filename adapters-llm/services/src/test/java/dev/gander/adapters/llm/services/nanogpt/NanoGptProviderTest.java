package dev.gander.adapters.llm.services.nanogpt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NanoGptProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String USAGE = "/api/subscription/v1/usage";

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    service.at(USAGE, 200, "{\"active\": false}");
    return provider();
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    service.at(USAGE, 200, "{\"active\": true}");
    return new NanoGptProviderFactory(url + "/api")
        .create(
            settings.with("NANOGPT_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"code\":\"x\"}}"
        .formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"active\": true}',   /api/subscription/v1/chat/completions",
    "'{\"active\": false}',  /api/v1/chat/completions",
    "'{\"active\": \"yes\"}', /api/v1/chat/completions",
    "{},                     /api/v1/chat/completions",
  })
  void whoHasPaidIsNotAskedToPayAgain(String usage, String path) throws InterruptedException {
    service.status(200, usage).always(401, "{}");
    Provider provider = provider();

    refuse(provider);
    refuse(provider);

    Asked probe = service.asked();
    assertEquals(USAGE, probe.path());
    assertEquals("Bearer k", probe.headers().get("authorization"));
    assertEquals("goose", probe.headers().get("x-client"));
    assertEquals(path, service.asked().path());
    Asked again = service.asked(); // the subscription is asked for once
    assertEquals(path, again.path());
    assertEquals("goose", again.headers().get("x-client"));
  }

  @ParameterizedTest
  @CsvSource({"500, {}", "200, <html>", "401, {}"})
  void aSubscriptionThatCouldNotBeFoundIsLookedForAgain(int status, String body)
      throws InterruptedException {
    service
        .status(status, body)
        .status(401, "{}")
        .status(200, "{\"active\": true}")
        .always(401, "{}");
    Provider provider = provider();

    refuse(provider);
    refuse(provider);

    assertEquals(
        List.of(USAGE, "/api/v1/chat/completions", USAGE, "/api/subscription/v1/chat/completions"),
        service.allAsked().stream().map(Asked::path).toList());
  }

  @Test
  void modelsThatCanCallToolsAreListed() throws InterruptedException {
    service.at(USAGE, 200, "{\"active\": true}");
    service.status(
        200,
        """
        {"data": [{"id": "b", "capabilities": {"tool_calling": true}},
                  {"id": "no", "capabilities": {"tool_calling": false}}, {"id": "none"},
                  {"id": "odd", "capabilities": {"tool_calling": "true"}}, 7,
                  {"id": "a", "capabilities": {"tool_calling": true}}]}""");

    assertEquals(List.of("a", "b"), provider().models());
    service.asked();
    assertEquals("/api/subscription/v1/models?detailed=true", service.asked().path());
  }

  private Provider provider() {
    return new NanoGptProviderFactory(service.url() + "/api")
        .create(
            TestSettings.of("NANOGPT_API_KEY", "k"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  private void refuse(Provider provider) {
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
  }
}
