package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever explains an error may quote anything: a failure of an adapter, or what the client sent.
class DiscreetErrorsTest {
  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Explained by a method, by nobody, and before the method has begun.
        "session/load|{'sessionId': 'open-sesame', 'cwd': '/', 'mcpServers': []}",
        "session/prompt|{'sessionId': 'open-sesame', 'prompt': [{'type': 'text', 'text': 'x'}]}",
        "session/prompt|{'sessionId': ['open-sesame'], 'open-sesame': 1}",
        "_goose/unstable/recipes/delete|{'id': 'open-sesame'}",
      })
  void errorsHaveNoSecrets(String method, String params) throws InterruptedException {
    backend.known.add("open-sesame");

    assertDiscreet(client.error(method, params.replace('\'', '"')));
  }

  @Test
  void norDoTheyQuoteOnesThatCannotBeRead() throws InterruptedException {
    backend.known.add("open-sesame");

    client.send("{\"method\": open-sesame");

    assertDiscreet(client.hears(message -> message.members().containsKey("error")));
  }

  private static void assertDiscreet(JsonObject error) {
    String text = JsonText.write(error);
    assertFalse(text.contains("sesame"), text);
    assertTrue(text.contains("***"), text);
  }
}
