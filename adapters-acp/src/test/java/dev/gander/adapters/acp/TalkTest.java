package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import org.junit.jupiter.api.Test;

class TalkTest {
  @Test
  void aClientAsksAndHears() throws InterruptedException {
    try (AcpBackend backend = new AcpBackend();
        Talk client = Talk.with(backend)) {
      assertEquals(
          Json.of(1L),
          client.result("initialize", "{\"protocolVersion\":1}").get("protocolVersion"));
      assertEquals(Json.of(-32_601L), client.error("no/such", "{}").get("code"));
    }
  }
}
