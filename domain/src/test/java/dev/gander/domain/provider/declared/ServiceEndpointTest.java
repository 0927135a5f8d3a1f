package dev.gander.domain.provider.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ServiceEndpoint.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceEndpointTest {
  @Test
  void theLastSettingForStreamingThatIsSetDecides() {
    ServiceEndpoint endpoint =
        endpoint("http://x", variable("A_STREAMING"), variable("HOST"), variable("B_STREAMING"));

    assertEquals(Optional.empty(), endpoint.streaming(given(Map.of("HOST", "true"))));
    assertEquals(Optional.of(true), endpoint.streaming(given(Map.of("A_STREAMING", " True "))));
    assertEquals(Optional.of(false), endpoint.streaming(given(Map.of("A_STREAMING", "yes"))));
    assertEquals(
        Optional.of(false),
        endpoint.streaming(given(Map.of("A_STREAMING", "true", "B_STREAMING", "false"))));
    assertEquals(
        Optional.of(true),
        endpoint.streaming(given(Map.of("A_STREAMING", "false", "B_STREAMING", "true"))));
  }

  @Test
  void thePlaceholderOfAVariableThatIsNotSetStays() {
    ServiceEndpoint endpoint =
        endpoint("http://${HOST}/${PATH}", variable("HOST"), variable("PATH"));

    assertEquals(
        "http://example.org/${PATH}",
        endpoint.filledIn(given(Map.of("HOST", "example.org"))).baseUrl());
  }

  @Test
  void aRequiredVariableMustBeSet() {
    ServiceEndpoint endpoint =
        endpoint("http://${HOST}", new Variable("HOST", true, false, null, null, null));

    var failure = assertThrows(ProviderException.class, () -> endpoint.filledIn(given(Map.of())));

    assertEquals(
        "Execution error: Required environment variable HOST is not set", failure.display());
  }

  private static ServiceEndpoint endpoint(String url, Variable... variables) {
    return new ServiceEndpoint(url, null, null, null, List.of(variables));
  }

  private static Variable variable(String name) {
    return new Variable(name, false, false, null, null, null);
  }

  private static ProviderSettings given(Map<String, String> values) {
    return new ProviderSettings() {
      @Override
      public Optional<String> setting(String key) {
        return Optional.ofNullable(values.get(key));
      }

      @Override
      public Optional<String> secret(String key) {
        throw new AssertionError(key + " is no secret");
      }
    };
  }
}
