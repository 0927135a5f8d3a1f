package dev.gander.application.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.json.Json;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsForProvidersTest {
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final SettingsForProviders settings =
      new SettingsForProviders(
          new TypedSettings(new InMemorySettings()), secrets, Map.of("PADDED_KEY", "007"), null);

  @Test
  void whatIsGivenOutIsKnown() {
    secrets.put("STORED_KEY", Json.of("correct horse"));
    assertEquals("a correct horse", settings.knownSecrets().hiddenIn("a correct horse"));

    assertEquals(Optional.of("correct horse"), settings.secret("STORED_KEY"));

    assertEquals("a ***", settings.knownSecrets().hiddenIn("a correct horse"));
  }

  @Test
  void keyOfDigitsStaysTheTextItIs() {
    secrets.put("STORED_KEY", Json.of(1234));

    assertEquals(Optional.of("007"), settings.secret("PADDED_KEY"));
    assertEquals(Optional.of("1234"), settings.secret("STORED_KEY"));
    assertEquals(Optional.empty(), settings.secret("NO_KEY"));
  }
}
