package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [RequestSigner].
public interface RequestSignerContract {
  /// A signer and the settings to pass to it.
  record Setup(RequestSigner signer, ProviderSettings settings) {
    private String signature(String address, String body) throws InterruptedException {
      return authorization(
          signer.sign(
              "POST",
              URI.create(address),
              Map.of("x-amz-more", "more"),
              body.getBytes(StandardCharsets.UTF_8),
              new RequestSigner.Scope("models", "nowhere-1"),
              settings));
    }
  }

  /// The user's keys, with the secret key `s3cret`.
  Setup withKeys() throws Exception;

  /// A user without keys.
  Setup withoutKeys() throws Exception;

  /// A user whose profile names this region, but no keys.
  Setup withProfile(String region) throws Exception;

  @Test
  default void theSignatureNamesItsScopeAndHoldsNoSecret() throws Exception {
    String signature = withKeys().signature("https://models.test/a", "{}");
    assertFalse(signature.contains("s3cret"), signature);
    assertTrue(signature.contains("nowhere-1/models"), signature);
  }

  @Test
  default void theSignatureCoversAddressAndBody() throws Exception {
    Setup setup = withKeys();
    String one = setup.signature("https://models.test/a", "{}");
    assertNotEquals(one, setup.signature("https://models.test/b", "{}"));
    assertNotEquals(one, setup.signature("https://models.test/a", "{ }"));
  }

  @Test
  default void withoutKeysItSaysSo() throws Exception {
    Setup setup = withoutKeys();
    ProviderException failure =
        assertThrows(
            ProviderException.Authentication.class,
            () -> setup.signature("https://models.test/a", "{}"));
    assertFalse(failure.text().isBlank());
  }

  @Test
  default void theRegionOfTheProfileIsKnown() throws Exception {
    Setup setup = withProfile("eu-test-2");
    assertEquals(Optional.of("eu-test-2"), setup.signer().region(setup.settings()));
    Setup nothing = withoutKeys();
    assertEquals(Optional.empty(), nothing.signer().region(nothing.settings()));
  }

  @Test
  default void anInterruptedThreadSignsNothing() throws Exception {
    Setup setup = withKeys();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> setup.signature("https://models.test/a", "{}"));
    assertFalse(Thread.interrupted());
  }

  private static String authorization(Map<String, String> headers) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("authorization"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
