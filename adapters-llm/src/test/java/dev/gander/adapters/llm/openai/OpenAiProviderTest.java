package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.http.BrokenStreamContract;
import dev.gander.adapters.llm.http.Golden;
import dev.gander.adapters.llm.http.ModelService;
import dev.gander.adapters.llm.http.ServiceTest;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.http.TestSettings;
import dev.gander.domain.provider.Provider;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OpenAiProviderTest extends ServiceTest implements ProviderContract, BrokenStreamContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    return new OpenAiProviderFactory(TestSettings.surroundings(new ArrayList<>()))
        .create(TestSettings.of("OPENAI_HOST", service.url(), "OPENAI_API_KEY", "x"));
  }

  @TestFactory
  Stream<DynamicTest> asksLikeGoosed() throws IOException {
    return Golden.tests(
        getClass(),
        service,
        settings ->
            new OpenAiProviderFactory(TestSettings.surroundings(new ArrayList<>()))
                .create(
                    settings.with(
                        "OPENAI_HOST",
                        service.url(),
                        "OPENAI_BASE_PATH",
                        "openai/v1/chat/completions")));
  }

  @Override
  public Provider provider(String url, TestSettings settings, Surroundings surroundings) {
    return new OpenAiProviderFactory(surroundings)
        .create(settings.with("OPENAI_HOST", url, "OPENAI_API_KEY", KEY));
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

  @Override
  public String callWithBrokenArguments() {
    return ChatWire.BROKEN_CALL;
  }
}
