package dev.gander.adapters.llm.services.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.provider.ProviderSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiAddressTest {
  private record Values(Map<String, String> files, Map<String, String> variables)
      implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return environment(key).or(() -> Optional.ofNullable(files.get(key)));
    }

    @Override
    public Optional<String> secret(String key) {
      return setting(key);
    }

    @Override
    public Optional<String> environment(String name) {
      return Optional.ofNullable(variables.get(name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          https://h,                   https://h,          v1/chat/completions, ''
          https://h/v1,                https://h,          v1/chat/completions, ''
          https://h/v1/,               https://h,          v1/chat/completions, ''
          https://h/proxy/v1?a=b&x=1,  https://h/proxy,    v1/chat/completions, a=b&x=1
          https://h/engines/llama/,    https://h/engines/llama, chat/completions, ''
          localhost:8000/v1,           http://localhost:8000,  v1/chat/completions, ''
          api.example.com,             https://api.example.com, v1/chat/completions, ''
          """)
  void aBaseUrlIsReadAsGoosedReadsIt(String url, String host, String path, String query) {
    OpenAiAddress address =
        OpenAiAddress.from(new Values(Map.of("OPENAI_BASE_URL", url), Map.of()));
    assertEquals(new OpenAiAddress(host, "OPENAI_BASE_URL", path, query), address);
  }

  @Test
  void aHostInTheEnvironmentBeatsABaseUrlAndThatBeatsAHostInTheFiles() {
    Map<String, String> both =
        Map.of("OPENAI_BASE_URL", "https://base", "OPENAI_HOST", "https://f");
    assertEquals("https://base", OpenAiAddress.from(new Values(both, Map.of())).host());
    assertEquals(
        "https://env",
        OpenAiAddress.from(new Values(both, Map.of("OPENAI_HOST", "https://env"))).host());
  }

  @Test
  void siblingsStandBesideChatCompletions() {
    Values deep = new Values(Map.of("OPENAI_BASE_PATH", "deep/v2/chat/completions"), Map.of());
    assertEquals("deep/v2/models", OpenAiAddress.from(deep).sibling("models"));
    Values odd = new Values(Map.of("OPENAI_BASE_PATH", "ask"), Map.of());
    assertEquals("v1/models", OpenAiAddress.from(odd).sibling("models"));
  }
}
