package dev.gander.adapters.llm.anthropic;

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

class AnthropicProviderTest extends ServiceTest implements ProviderContract, BrokenStreamContract {
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new MessagesWire()));
    return new AnthropicProviderFactory(TestSettings.surroundings(new ArrayList<>()))
        .create(TestSettings.of("ANTHROPIC_HOST", service.url(), "ANTHROPIC_API_KEY", "x"));
  }

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
    return new AnthropicProviderFactory(TestSettings.surroundings(new ArrayList<>()))
        .create(settings.with("ANTHROPIC_HOST", service.url(), "ANTHROPIC_API_KEY", "x"));
  }

  @Override
  public Provider provider(String url, TestSettings settings, Surroundings surroundings) {
    return new AnthropicProviderFactory(surroundings)
        .create(settings.with("ANTHROPIC_HOST", url, "ANTHROPIC_API_KEY", KEY));
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

  @Override
  public boolean toleratesGarbage() {
    return true;
  }

  @Override
  public String callWithBrokenArguments() {
    return MessagesWire.brokenCall();
  }
}
