package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay.Visit;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A phone talks to sessions over a relay, with servers of the image behind it that come and go.
class TunnelIT {
  private static final String MESSAGE =
      """
      {"request_id": "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01", "user_message":
        {"role": "user", "created": 1, "content": [{"type": "text", "text": "!say Hello"}],
         "metadata": {"userVisible": true, "agentVisible": true}}}""";

  @TempDir Path root;

  private String state(ImageServer server) throws Exception {
    return server.get("/tunnel/status").text("state").orElseThrow();
  }

  @Test
  void aPhoneReachesASessionAndComesBack() throws Exception {
    try (LoopbackTunnelRelay relay = LoopbackTunnelRelay.start(new JsonTexts(), JsonText::write)) {
      Map<String, String> variables = Map.of("GOOSE_TUNNEL_WORKER_URL", relay.address());
      String secret;
      String agent;
      try (ImageServer server = ImageServer.start(root, variables)) {
        JsonFields open = JsonFields.of(server.post("/tunnel/start", "{}"));
        secret = open.text("secret");
        agent = open.text("url").substring((relay.address() + "/tunnel/").length());
        String session = server.newSession(root);

        talk(relay, secret, session);

        assertEquals(401, relay.visit("key", "GET", "/sessions", "").answer().status());
        assertEquals(
            413, relay.visit(secret, "POST", "/reply", "x".repeat(64 << 20)).answer().status());
        relay.stop();
        Eventually.holds(() -> state(server).equals("error"));
        relay.restart();
        Eventually.holds(() -> state(server).equals("running"));
        assertEquals("ok", relay.visit(secret, "GET", "/status", "").answer().body());
        server.kill();
      }
      Eventually.holds(() -> relay.connected() == 0);

      // The lock of the dead server holds nobody up, and the user's wish stays. This one has a
      // certificate that it made itself.
      Map<String, String> safe = new HashMap<>(variables);
      safe.put("GOOSE_TLS", "true");
      try (ImageServer _ = ImageServer.start(root, safe)) {
        assertEquals("ok", relay.visit(secret, "GET", "/status", "").answer().body());
        assertEquals("/connect?agent_id=" + agent, relay.targets().getLast());
        relay.visit(secret, "POST", "/tunnel/stop", "");
        Eventually.holds(() -> relay.connected() == 0);
      }
      assertFalse(ImageServer.log(root).contains(secret));
    }
  }

  private static void talk(LoopbackTunnelRelay relay, String secret, String session)
      throws Exception {
    Visit events = relay.visit(secret, "GET", "/sessions/" + session + "/events", "");
    Visit reply = relay.visit(secret, "POST", "/sessions/" + session + "/reply", MESSAGE);
    assertEquals(200, reply.answer().status());
    StringBuilder text = new StringBuilder();
    while (!text.toString().contains("\"type\":\"Finish\"")) {
      JsonObject frame = events.next();
      assertTrue(JsonFields.of(frame).bool("isStreaming"), frame::toString);
      text.append(JsonFields.of(frame).text("body"));
    }
    assertTrue(text.toString().contains("Hello"), text::toString);
  }
}
