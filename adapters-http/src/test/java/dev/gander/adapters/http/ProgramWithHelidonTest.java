package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A program that embeds the server may use Helidon itself.
class ProgramWithHelidonTest {
  /// Nor does the server look for services of its own, which would take a sixth of its start.
  @Test
  void theServerLeavesTheServicesOfTheProgramAlone() {
    Optional<ServiceRegistry> before = services();
    try (TestServer server = TestServer.start(Hello.routes())) {
      assertEquals(
          "{\"text\":\"a\",\"limit\":2}", server.get("/things/find?text=a&limit=2").body());
    }
    assertEquals(before, services());
  }

  private static Optional<ServiceRegistry> services() {
    return GlobalServiceRegistry.configured()
        ? Optional.of(GlobalServiceRegistry.registry())
        : Optional.empty();
  }
}
