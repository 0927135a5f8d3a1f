package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import org.junit.jupiter.api.Test;

/// What every way to sign up does.
public interface SignUpsContract {
  /// Services that give this key to a user who goes through with it.
  SignUps giving(String key) throws Exception;

  /// Services that let the user in but refuse the key; their answer says `s3cret`.
  SignUps refusing() throws Exception;

  /// A user who never comes back.
  SignUps forgotten() throws Exception;

  @Test
  default void theKeyOfTheServiceIsGiven() throws Exception {
    SignUps signUps = giving("sk-mine");
    for (SignUp service : SignUp.values()) {
      assertEquals("sk-mine", signUps.keyFor(service), service.name());
    }
  }

  @Test
  default void aRefusalIsToldWithoutSecrets() throws Exception {
    SignUps signUps = refusing();
    for (SignUp service : SignUp.values()) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> signUps.keyFor(service), service.name());
      assertFalse(failure.text().isBlank(), service.name());
      assertFalse(failure.text().contains("s3cret"), failure.text());
    }
  }

  @Test
  default void anInterruptEndsTheWait() throws Exception {
    SignUps signUps = forgotten();
    for (SignUp service : SignUp.values()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> signUps.keyFor(service), service.name());
    }
  }
}
