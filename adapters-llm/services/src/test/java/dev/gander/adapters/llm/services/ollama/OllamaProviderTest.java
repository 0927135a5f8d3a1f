package dev.gander.adapters.llm.services.ollama;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.BrokenStreamContract;
import dev.gander.provider.testkit.Golden;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OllamaProviderTest extends ServiceTest implements ProviderContract, BrokenStreamContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return new OllamaProviderFactory(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}))
        .create(TestSettings.of("OLLAMA_HOST", service.url()));
  }

  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(
        getClass(),
        service,
        settings ->
            new OllamaProviderFactory(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}))
                .create(settings.with("OLLAMA_HOST", service.url())));
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new OllamaProviderFactory(ClientEnvironment.repeatable(time.clock(), time::pause))
        .create(settings.with("OLLAMA_HOST", url));
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

  @Override
  public String callWithBrokenArguments() {
    return ChatWire.BROKEN_CALL;
  }
}
