package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelLock;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/tunnel`, `/gateway`, `/telemetry/event`.
class TunnelOperationsTest {
  private static final String CLOSED =
      "{\"state\":\"idle\",\"url\":\"\",\"hostname\":\"\",\"secret\":\"\"}";

  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi();
    api.backend.serveAt(new LocalServer(api.server.uri(""), TestServer.KEY, null));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aTunnelIsOpenedAndClosed() {
    api.backend.tunnelLinks.start(TunnelRelay.parse(Backend.RELAY));
    JsonObject open = object(api.server.post("/tunnel/start", ""));

    assertEquals(
        List.of("state", "url", "hostname", "secret"), List.copyOf(open.members().keySet()));
    assertEquals("running", JsonFields.of(open).text("state"));
    assertTrue(JsonFields.of(open).text("url").startsWith(Backend.RELAY + "/tunnel/"));
    assertEquals(open, object(api.server.get("/tunnel/status")));
    assertEmpty(api.server.post("/tunnel/stop", ""));
    assertEmpty(api.server.post("/tunnel/stop", ""));
    assertEquals(CLOSED, api.server.get("/tunnel/status").body());
  }

  @Test
  void aRefusalHasBothWords() {
    TunnelLock.Held held = api.backend.tunnelLock.tryTake().orElseThrow();
    HttpResponse<String> answer = api.server.post("/tunnel/start", "");
    held.close();

    assertEquals(500, answer.statusCode());
    JsonFields body = JsonFields.of(JsonText.parse(answer.body()));
    assertEquals("Another program on this machine has the tunnel open", body.text("error"));
    assertEquals(body.text("error"), body.text("message"));
  }

  @Test
  void thereAreNoGateways() {
    assertEquals("[]", api.server.get("/gateway/status").body());
    assertError(
        400,
        "This server has no gateway of the type `telegram`",
        api.server.post(
            "/gateway/start",
            "{\"gateway_type\":\"telegram\",\"platform_config\":{\"bot_token\":\"1:a\"}}"));
    String telegram = "{\"gateway_type\":\"telegram\"}";
    assertError(
        404, "The gateway `telegram` is not running", api.server.post("/gateway/stop", telegram));
    assertError(
        400,
        "The gateway `telegram` is not running",
        api.server.post("/gateway/restart", telegram));
    assertEmpty(api.server.post("/gateway/remove", telegram));
    assertError(
        404,
        "No pairing found for telegram/a b",
        api.server.delete("/gateway/pair/telegram/a%20b"));
  }

  @Test
  void aCodeForPairingLastsFiveMinutes() {
    JsonFields first =
        JsonFields.of(object(api.server.post("/gateway/pair", "{\"gateway_type\":\"x\"}")));
    JsonFields second =
        JsonFields.of(object(api.server.post("/gateway/pair", "{\"gateway_type\":\"x\"}")));

    assertTrue(first.text("code").matches("[A-HJ-NP-Z2-9]{6}"), first::toString);
    assertTrue(!first.text("code").equals(second.text("code")), first::toString);
    assertEquals(api.backend.clock.instant().getEpochSecond() + 300, first.integer("expires_at"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start | {'gateway_type':'x'}",
        "start | {'platform_config':{}}",
        "start | {'gateway_type':'x','platform_config':{},'max_sessions':-1}",
        "stop | {}",
        "restart | {'gateway_type':5}",
        "remove | {}",
        "pair | {'gateway_type':null}"
      })
  void gatewaysAreNamed(String operation, String body) {
    assertEquals(
        422, api.server.post("/gateway/" + operation, body.replace('\'', '"')).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"event_name\":\"x\"}", "{\"event_name\":\"\",\"properties\":{\"a\":[null]}}"})
  void whatIsToldAboutTheUserIsTakenAndDropped(String event) {
    HttpResponse<String> answer = api.server.post("/telemetry/event", event);

    assertEquals(202, answer.statusCode());
    assertEquals("", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"event_name\":5}",
        "{\"event_name\":\"x\",\"properties\":null}",
        "{\"event_name\":\"x\",\"properties\":[]}"
      })
  void anEventHasANameAndProperties(String event) {
    assertEquals(422, api.server.post("/telemetry/event", event).statusCode());
  }

  @Test
  void theFeaturesAreThoseOfThisBuild() {
    assertEquals(
        "{\"features\":{\"code-mode\":false,\"local-inference\":false},"
            + "\"local_engine\":{\"name\":\"\",\"build\":\"\","
            + "\"limits\":[\"Models on this machine are not installed\"]}}",
        api.server.get("/features").body());
  }
}
