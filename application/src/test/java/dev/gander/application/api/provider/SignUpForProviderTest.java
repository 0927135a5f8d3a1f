package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.OpenSignIns;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.testkit.provider.InMemorySignUps;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignUpForProviderTest {
  private final InMemorySignUps signUps =
      new InMemorySignUps(new SignUp("acme", "Acme", "acme/large", "ACME_API_KEY"));
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final InMemorySettings settings = new InMemorySettings();
  private final ActiveModel active = new ActiveModel(settings);

  @Test
  void theKeyIsKeptAndItsProviderChosen() throws Exception {
    signUps.give("sk");

    var outcome = new SignUpForProvider(signUps, secrets, active, new OpenSignIns()).signUp("acme");

    assertEquals(new SignUpForProvider.Outcome(true, "Acme setup completed successfully"), outcome);
    assertEquals(Optional.of(Json.of("sk")), secrets.find("ACME_API_KEY"));
    assertEquals(new ActiveModel.Choice("acme", "acme/large"), active.current());
    assertTrue(active.isMarkedConfigured("acme"));
  }

  @Test
  void aProviderWithoutSignUpIsNotFound() {
    var signUp = new SignUpForProvider(signUps, secrets, active, new OpenSignIns());

    assertThrows(NotFound.class, () -> signUp.signUp("other"));
  }

  @Test
  void aRefusalChangesNothing() throws Exception {
    signUps.refuse();

    var outcome = new SignUpForProvider(signUps, secrets, active, new OpenSignIns()).signUp("acme");

    assertEquals(new SignUpForProvider.Outcome(false, "Acme gives no key"), outcome);
    assertEquals(Set.of(), secrets.names());
    assertEquals(JsonObject.EMPTY, settings.all());
  }

  @Test
  void aProviderWhoseKeyCannotBeKeptIsNotChosen() throws Exception {
    signUps.give("sk");

    SecretStore full = new ProviderWorld.FullDisk(secrets);

    var outcome = new SignUpForProvider(signUps, full, active, new OpenSignIns()).signUp("acme");

    assertEquals(
        new SignUpForProvider.Outcome(false, "Failed to configure Acme: the disk is full"),
        outcome);
    assertEquals(JsonObject.EMPTY, settings.all());
  }
}
