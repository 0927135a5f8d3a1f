package dev.gander.adapters.llm.services.ollama;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.Golden;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OllamaProviderTest extends ServiceTest implements HttpProviderContract {
  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(
        getClass(),
        service,
        settings ->
            new OllamaProviderFactory()
                .create(
                    settings.with("OLLAMA_HOST", service.url()),
                    new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}))));
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new OllamaProviderFactory()
        .create(
            settings.with("OLLAMA_HOST", url),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"api_error\",\"param\":null,\"code\":null}}"
        .formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
