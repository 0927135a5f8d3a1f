package dev.gander.adapters.llm.services.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, http://localhost:11434",
    "127.0.0.1, http://127.0.0.1:11434",
    "::1, http://[::1]:11434",
    "localhost:9000, http://localhost:9000",
    "box, http://box",
    "https://box/path, https://box/path"
  })
  void aHostIsWrittenAsUsersLike(String host, String address) {
    assertEquals(address, OllamaProviderFactory.address(host));
  }
}
