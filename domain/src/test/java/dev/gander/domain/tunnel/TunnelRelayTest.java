package dev.gander.domain.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelRelayTest {
  @ParameterizedTest
  @CsvSource({
    "https://r.example,           wss://r.example/connect?agent_id=a%2Fb",
    "https://r.example:8443/t//,  wss://r.example:8443/t/connect?agent_id=a%2Fb",
    "http://127.0.0.1:8787,       ws://127.0.0.1:8787/connect?agent_id=a%2Fb",
    "http://localhost,            ws://localhost/connect?agent_id=a%2Fb",
    "http://[::1]:1,              ws://[::1]:1/connect?agent_id=a%2Fb",
    "HTTPS://r.example,           wss://r.example/connect?agent_id=a%2Fb"
  })
  void theServerConnectsToTheRelay(String relay, URI address) {
    assertEquals(address, TunnelRelay.parse(" " + relay + " ").agentAddress("a/b"));
  }

  @Test
  void visitorsFindTheServerThere() {
    TunnelRelay relay = TunnelRelay.parse("https://r.example:8443/t/");

    assertEquals(URI.create("https://r.example:8443/t/tunnel/a"), relay.publicAddress("a"));
    assertEquals("r.example", relay.host());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r.example",
        "http://r.example",
        "http://127.0.0.1.example",
        "http://127.example",
        "ws://127.0.0.1",
        "https://hunter2@r.example",
        "https://u:hunter2@r.example",
        "https://r.example/?key=hunter2",
        "https://r.example/#hunter2",
        "https:///hunter2",
        "https://r example/hunter2"
      })
  void anythingElseIsNoRelay(String text) {
    InvalidInput failure = assertThrows(InvalidInput.class, () -> TunnelRelay.parse(text));

    assertFalse(failure.text().contains("hunter2"), failure.text());
  }
}
