package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.share.InMemorySharedTexts;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/sessions/{id}/share/nostr` and `/sessions/import/nostr`.
class SharingOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aSessionIsSharedAndImportedByItsLink() {
    String id = api.session();
    api.backend.conversations.append(
        new SessionId(id), List.of(Message.user("m", 1, new Content.Text("größe 🦢"))));

    JsonObject shared = object(share(id, "{\"relays\":[\"wss://a\",\" wss://b/\"]}"));
    String link = shared.text("deeplink").get();
    JsonObject copy = object(bring(link));

    assertEquals(
        List.of("deeplink", "nevent", "eventId", "relays"), List.copyOf(shared.members().keySet()));
    assertTrue(link.startsWith(shared.text("nevent").get()), link);
    assertTrue(shared.text("nevent").get().contains(shared.text("eventId").get()), link);
    assertEquals(JsonArray.of(List.of("wss://a", "wss://b/"), Json::of), shared.get("relays"));
    assertNotEquals(id, copy.text("id").get());
    assertEquals(
        object(api.server.get("/sessions/" + id)).get("conversation"), copy.get("conversation"));
    assertEquals(copy, object(api.server.get("/sessions/" + copy.text("id").get())));
  }

  @Test
  void relaysMayBeLeftOut() {
    JsonObject shared = object(share(api.session(), "{}"));

    assertEquals(
        JsonArray.of(List.of(InMemorySharedTexts.USUAL_PLACE), Json::of), shared.get("relays"));
  }

  @Test
  void whatCannotBeSharedSaysWhy() {
    api.backend.texts.kill("wss://dead");
    String id = api.session();

    assertError(404, "Session not found: nope", share("nope", "{\"relays\":[]}"));
    assertError(500, "Nobody took it: wss://dead", share(id, "{\"relays\":[\"wss://dead\"]}"));
    assertError(400, "no place is named", share(id, "{\"relays\":[\" \"]}"));
  }

  @Test
  void aSessionThatIsTooLongIsNotShared() {
    String id = api.session();
    String megabyte = "x".repeat(1 << 20);
    for (int i = 0; i < 8; i++) {
      api.backend.conversations.append(
          new SessionId(id), List.of(Message.user("m" + i, 1, new Content.Text(megabyte))));
    }

    assertError(
        400,
        "The session is longer than the 8388608 bytes that can be shared",
        share(id, "{\"relays\":[\"wss://a\"]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "5", "{\"relays\":null}", "{\"relays\":\"x\"}", "{\"relays\":[5]}"})
  void relaysAreAListOfTexts(String body) {
    assertEquals(422, share(api.session(), body).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"deeplink\":5}", "{\"deeplink\":null}"})
  void aLinkIsAText(String body) {
    assertEquals(422, api.server.post("/sessions/import/nostr", body).statusCode());
  }

  @Test
  void aLinkThatLeadsNowhereIsRefused() throws Exception {
    String nothing = api.backend.texts.publish("no session", List.of("wss://a")).link();

    assertError(400, "This is not a link to a shared text", bring("https://a/b"));
    assertEquals(400, bring(nothing).statusCode());
    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  private HttpResponse<String> share(String id, String body) {
    return api.server.post("/sessions/" + id + "/share/nostr", body);
  }

  private HttpResponse<String> bring(String link) {
    return api.server.post(
        "/sessions/import/nostr", JsonText.write(JsonObject.of("deeplink", Json.of(link))));
  }
}
