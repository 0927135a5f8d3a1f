package dev.gander.application.api.dictation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.speech.TranscriberStatus.Keys;
import dev.gander.testkit.speech.ScriptedTranscriber;
import dev.gander.testkit.store.InMemorySecretStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetSpeechKeyTest {
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final SetSpeechKey keys =
      new SetSpeechKey(
          List.of(
              new ScriptedTranscriber("own"),
              new ScriptedTranscriber("shared", new Keys.OfProvider("Settings")),
              new ScriptedTranscriber("keyless", new Keys.Own("CHOICE", false))),
          secrets);

  @Test
  void aKeyIsStoredAndRemoved() {
    keys.save("own", "k");
    assertEquals(Optional.of(Json.of("k")), secrets.find("SCRIPTED_KEY"));

    keys.delete("own");
    keys.delete("own");
    assertEquals(Optional.empty(), secrets.find("SCRIPTED_KEY"));
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,  Unknown provider: nobody",
    "keyless, Dictation provider has no key: keyless",
    "shared,  Dictation provider uses the main provider configuration."
        + " Configure its credentials in provider settings instead."
  })
  void whatHasNoKeyOfItsOwnIsRefused(String transcriber, String problem) {
    for (var refusal :
        List.of(
            assertThrows(InvalidInput.class, () -> keys.save(transcriber, "k")),
            assertThrows(InvalidInput.class, () -> keys.delete(transcriber)))) {
      assertEquals(problem, refusal.text());
    }
    assertEquals(Set.of(), secrets.names());
  }
}
