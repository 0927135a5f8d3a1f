package dev.gander.adapters.llm.services.anthropic;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.Golden;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.MessagesWire;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AnthropicProviderTest extends ServiceTest implements HttpProviderContract {
  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(getClass(), service, this::withSettings);
  }

  /// Where it differs on purpose.
  @TestFactory
  Stream<DynamicTest> asksBetterThanGoosed() throws IOException {
    return Golden.tests(getClass(), "on-purpose.json", service, this::withSettings);
  }

  private Provider withSettings(TestSettings settings) {
    return new AnthropicProviderFactory()
        .create(
            settings.with("ANTHROPIC_HOST", service.url(), "ANTHROPIC_API_KEY", "x"),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new AnthropicProviderFactory()
        .create(
            settings.with("ANTHROPIC_HOST", url, "ANTHROPIC_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"%s\"},\"request_id\":\"req_1\"}"
        .formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new MessagesWire();
  }
}
