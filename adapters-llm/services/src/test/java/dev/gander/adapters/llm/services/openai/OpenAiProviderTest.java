package dev.gander.adapters.llm.services.openai;

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

class OpenAiProviderTest extends ServiceTest implements HttpProviderContract {
  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(
        getClass(),
        service,
        settings ->
            new OpenAiProviderFactory()
                .create(
                    settings.with(
                        "OPENAI_HOST",
                        service.url(),
                        "OPENAI_BASE_PATH",
                        "openai/v1/chat/completions"),
                    new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}))));
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
    return new ChatWire();
  }
}
