package dev.gander.adapters.llm.ollama;

import dev.gander.adapters.llm.http.BrokenStreamContract;
import dev.gander.adapters.llm.http.Golden;
import dev.gander.adapters.llm.http.ModelService;
import dev.gander.adapters.llm.http.ServiceTest;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.http.TestSettings;
import dev.gander.adapters.llm.openai.ChatWire;
import dev.gander.domain.provider.Provider;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OllamaProviderTest extends ServiceTest implements ProviderContract, BrokenStreamContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return new OllamaProviderFactory(TestSettings.surroundings(new ArrayList<>()))
        .create(TestSettings.of("OLLAMA_HOST", service.url()));
  }

  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(
        getClass(),
        service,
        settings ->
            new OllamaProviderFactory(TestSettings.surroundings(new ArrayList<>()))
                .create(settings.with("OLLAMA_HOST", service.url())));
  }

  @Override
  public Provider provider(String url, TestSettings settings, Surroundings surroundings) {
    return new OllamaProviderFactory(surroundings).create(settings.with("OLLAMA_HOST", url));
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
