package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [SignUps].
public interface SignUpsContract {
  /// Services that issue this key to a user who completes the sign-up.
  SignUps giving(String key) throws Exception;

  /// Services that let the user in but refuse to issue the key; their response contains `s3cret`.
  SignUps refusing() throws Exception;

  /// Services whose user never comes back.
  SignUps forgotten() throws Exception;

  @Test
  default void eachServiceIsFoundByItsProvider() throws Exception {
    SignUps signUps = forgotten();
    List<SignUp> services = signUps.services();
    assertFalse(services.isEmpty());
    for (SignUp service : services) {
      assertEquals(Optional.of(service), signUps.find(service.provider()));
    }
    assertEquals(Optional.empty(), signUps.find("no such provider"));
  }

  @Test
  default void theKeyOfTheServiceIsGiven() throws Exception {
    SignUps signUps = giving("sk-mine");
    for (SignUp service : signUps.services()) {
      assertEquals("sk-mine", signUps.keyFor(service), service.provider());
    }
  }

  @Test
  default void aRefusalIsToldWithoutSecrets() throws Exception {
    SignUps signUps = refusing();
    for (SignUp service : signUps.services()) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> signUps.keyFor(service), service.provider());
      assertFalse(failure.text().isBlank(), service.provider());
      assertFalse(failure.text().contains("s3cret"), failure.text());
    }
  }

  @Test
  default void anInterruptEndsTheWait() throws Exception {
    SignUps signUps = forgotten();
    for (SignUp service : signUps.services()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> signUps.keyFor(service), service.provider());
    }
  }
}
