package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.access.CreateKey;
import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys over HTTP: made, used, changed, revoked, and what is recorded of them.
class KeyOperationsTest {
  private static final String KEYS = "/gander/v1/keys";
  private KeyedApi api;

  @BeforeEach
  void start() {
    api = new KeyedApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theAuditLogIsReadPageByPage() {
    var _ = made("{\"name\":\"bot\",\"scopes\":[\"read\"]}");
    api.server.get("/sessions");

    JsonObject page = object(api.server.get("/gander/v1/audit?limit=1"));

    JsonObject entry = (JsonObject) page.array("entries").orElseThrow().items().getFirst();
    assertEquals("list_sessions", text(entry, "operation"));
    assertEquals("server", text(entry, "who"));
    assertEquals("200", text(entry, "outcome"));
    String before = entry.get("number").compact();
    String older = api.server.get("/gander/v1/audit?before=" + before).body();
    assertTrue(older.contains("create_key") && !older.contains("list_sessions"), older);
    assertEquals(400, api.server.get("/gander/v1/audit?before=x").statusCode());
  }

  @Test
  void onlyAdministratorsReadTheAuditLog() {
    JsonObject bot = made("{\"name\":\"b\",\"scopes\":[\"read\",\"configure\",\"chat\"]}");

    HttpResponse<String> answer =
        api.server.send(
            HttpRequest.newBuilder(api.server.uri("/gander/v1/audit"))
                .header("x-secret-key", text(bot, "secret")));

    assertEquals(403, answer.statusCode());
  }

  private JsonObject made(String body) {
    HttpResponse<String> answer = api.server.post(KEYS, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return (JsonObject) JsonText.parse(answer.body());
  }

  private int status(String secret) {
    return api.server
        .send(HttpRequest.newBuilder(api.server.uri("/sessions")).header("x-secret-key", secret))
        .statusCode();
  }

  private static String text(JsonObject object, String name) {
    return object.text(name).orElseThrow();
  }

  @Test
  void aKeyIsShownOnceAndListedWithoutItsSecret() {
    JsonObject key =
        made(
            "{\"name\":\" bot \",\"scopes\":[\"chat\",\"read\"],"
                + "\"expires_at\":\"2026-03-05T00:00:00+01:00\",\"requests_per_minute\":60}");
    String secret = text(key, "secret");

    assertTrue(secret.matches("gk_[A-Za-z0-9_-]{43}"), secret);
    HttpResponse<String> list = api.server.get(KEYS);
    assertEquals(
        "{\"keys\":[{\"id\":\"%s\",\"name\":\"bot\",\"scopes\":[\"read\",\"chat\"],"
                .formatted(text(key, "id"))
            + "\"created_at\":\"2026-03-04T10:11:12Z\",\"expires_at\":\"2026-03-04T23:00:00Z\","
            + "\"requests_per_minute\":60,\"revoked_at\":null,\"overlap_ends_at\":null}]}",
        list.body());
    assertEquals("no-store", list.headers().firstValue("cache-control").orElseThrow());
    assertEquals(200, status(secret));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'scopes':['read']} | 422",
        "{'name':'a'} | 422",
        "{'name':'a','scopes':[]} | 400",
        "{'name':'  ','scopes':['read']} | 400",
        "{'name':'a\\nb','scopes':['read']} | 400",
        "{'name':7,'scopes':['read']} | 422",
        "{'name':'a','scopes':'read'} | 422",
        "{'name':'a','scopes':['fly']} | 422",
        "{'name':'a','scopes':['READ']} | 422",
        "{'name':'a','scopes':['read'],'expires_at':'soon'} | 422",
        "{'name':'a','scopes':['read'],'expires_at':'2026-03-04T10:11:12Z'} | 400",
        "{'name':'a','scopes':['read'],'requests_per_minute':0} | 400",
        "{'name':'a','scopes':['read'],'requests_per_minute':-5} | 400",
        "{'name':'a','scopes':['read'],'requests_per_minute':99999999999} | 400",
        "{'name':'a','scopes':['read'],'requests_per_minute':1.5} | 422",
        "{'name':'a','scopes':['read'],'expires':'2027-01-31T12:00:00Z'} | 422",
        "[] | 422",
        "{ | 400",
      })
  void aKeyThatMakesNoSenseIsRefused(String body, int status) {
    assertEquals(status, api.server.post(KEYS, body.replace('\'', '"')).statusCode());
    assertEquals("{\"keys\":[]}", api.server.get(KEYS).body());
  }

  @Test
  void aNameBelongsToOneKey() {
    made("{\"name\":\"a\",\"scopes\":[\"read\"]}");

    assertError(
        409,
        "There is a key called 'a' already",
        api.server.post(KEYS, "{\"name\":\"a\",\"scopes\":[\"read\"]}"));
  }

  @Test
  void aPageOfKeysBeginsBehindAnother() {
    List<String> ids =
        List.of("a", "b", "c").stream()
            .map(name -> text(made("{\"name\":\"" + name + "\",\"scopes\":[\"read\"]}"), "id"))
            .toList();

    assertEquals(ids.subList(0, 2), ids(KEYS + "?limit=2"));
    assertEquals(ids.subList(2, 3), ids(KEYS + "?limit=2&after=" + ids.get(1)));
    assertEquals(List.of(), ids(KEYS + "?after=unknown"));
    assertEquals(400, api.server.get(KEYS + "?limit=-1").statusCode());
  }

  private List<String> ids(String path) {
    return new JsonFields(object(api.server.get(path)))
        .required("keys", JsonFields.listOf(it -> JsonFields.of(it).text("id")));
  }

  @Test
  void aRevokedKeyIsRefused() {
    JsonObject key = made("{\"name\":\"a\",\"scopes\":[\"read\"]}");
    String path = KEYS + "/" + text(key, "id");

    assertEquals(204, api.server.delete(path).statusCode());

    assertEquals(401, status(text(key, "secret")));
    assertError(404, "Key not found: " + text(key, "id"), api.server.delete(path));
    assertEquals(404, api.server.post(path + "/rotate", "{}").statusCode());
  }

  @Test
  void anExpiredKeyIsRefused() {
    JsonObject key =
        made("{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"2026-03-04T10:12:00Z\"}");
    api.backend.clock.advance(Duration.ofSeconds(47));
    assertEquals(200, status(text(key, "secret")));

    api.backend.clock.advance(Duration.ofSeconds(1));

    assertEquals(401, status(text(key, "secret")));
  }

  @Test
  void bothSecretsAreValidDuringTheOverlap() {
    JsonObject key = made("{\"name\":\"a\",\"scopes\":[\"read\"]}");
    String rotate = KEYS + "/" + text(key, "id") + "/rotate";

    JsonObject rotated = object(api.server.post(rotate, "{\"overlap_seconds\":60}"));

    assertEquals("2026-03-04T10:12:12Z", text(rotated, "overlap_ends_at"));
    assertEquals(200, status(text(key, "secret")));
    assertEquals(200, status(text(rotated, "secret")));
    api.backend.clock.advance(Duration.ofSeconds(60));
    assertEquals(401, status(text(key, "secret")));
    assertEquals(200, status(text(rotated, "secret")));

    JsonObject again = object(api.server.post(rotate, "{}"));
    assertEquals(401, status(text(rotated, "secret")));
    assertEquals(200, status(text(again, "secret")));
    assertEquals(422, api.server.post(rotate, "{\"overlap\":60}").statusCode());
    for (String overlap : List.of("-1", "2592001")) {
      assertEquals(
          400, api.server.post(rotate, "{\"overlap_seconds\":" + overlap + "}").statusCode());
    }
    assertEquals(200, status(text(again, "secret")));
  }

  @Test
  void aKeyIsTakenInEveryPlace() {
    String secret = api.key("a", Scope.READ).secret;
    for (HttpRequest.Builder request :
        List.of(
            HttpRequest.newBuilder(api.server.uri("/sessions"))
                .header("authorization", "Bearer " + secret),
            HttpRequest.newBuilder(api.server.uri("/sessions")).header("X-Secret-Key", secret),
            HttpRequest.newBuilder(api.server.uri("/mcp-ui-proxy?secret=" + secret)))) {
      assertEquals(200, api.server.send(request).statusCode());
    }
    assertEquals(
        401,
        api.server
            .send(HttpRequest.newBuilder(api.server.uri("/sessions?token=" + secret)))
            .statusCode());
  }

  @Test
  void nobodyIsLookedForWhoseSecretHasAnotherForm() {
    assertEquals(401, status("gk_" + "a".repeat(42)));
    assertEquals(401, status("gk_" + "a".repeat(42) + "!"));
    assertEquals(401, status("a".repeat(46)));
  }

  @Test
  void aKeyThatAsksTooOftenIsToldWhenItMayAskAgain() {
    KeyedApi.Holder holder = api.holder(new CreateKey.Order("a", Set.of(Scope.READ), null, 3L));
    for (int i = 0; i < 3; i++) {
      assertEquals(200, holder.get("/sessions").statusCode());
    }

    HttpResponse<String> refused = holder.get("/sessions");

    assertEquals(429, refused.statusCode());
    int seconds = Integer.parseInt(refused.headers().firstValue("retry-after").orElseThrow());
    assertTrue(seconds >= 1 && seconds <= 20, () -> "retry after " + seconds);
    assertError(429, "This key asks too often; it may ask again in " + seconds + " s", refused);
    assertEquals(200, api.key("other", Scope.READ).get("/sessions").statusCode());
  }

  @Test
  void onlyWhoMayConfigureBringsProgramsAlong() {
    KeyedApi.Holder chatting = api.key("chat", Scope.CHAT);
    KeyedApi.Holder configuring = api.key("configure", Scope.CHAT, Scope.CONFIGURE);
    for (String more :
        List.of(
            "\"extension_overrides\":[" + RunningApi.stdio("x") + "]",
            "\"recipe\":{\"title\":\"T\",\"description\":\"D\",\"instructions\":\"I\"}",
            "\"recipe_deeplink\":\"goose://recipe?config=e30\"")) {
      String body = "{\"working_dir\":\"/work\"," + more + "}";
      assertError(403, "This key lacks the scope `configure`", chatting.post("/agent/start", body));
      assertFalse(configuring.post("/agent/start", body).statusCode() == 403);
    }
    String bundled =
        "{\"working_dir\":\"/work\",\"extension_overrides\":"
            + "[{\"type\":\"platform\",\"name\":\"todo\",\"description\":\"\"}]}";
    assertEquals(200, chatting.post("/agent/start", bundled).statusCode());
  }

  @Test
  void onlyWhoMayConfigureGivesARunProgramsOfItsOwn() {
    KeyedApi.Holder chatting = api.key("chat", Scope.CHAT);
    for (String more :
        List.of(
            "\"extensions\":[" + RunningApi.stdio("x") + "]",
            "\"recipe\":{\"inline\":{\"title\":\"T\",\"description\":\"D\",\"instructions\":\"I\"}}")) {
      assertError(
          403,
          "This key lacks the scope `configure`",
          chatting.post("/gander/v1/runs", "{\"prompt\":\"Hi\"," + more + "}"));
    }
    assertError(
        403,
        "This key lacks the scope `approve`",
        chatting.post("/gander/v1/runs", "{\"prompt\":\"Hi\",\"mode\":\"auto\"}"));
    assertEquals(202, chatting.post("/gander/v1/runs", "{\"prompt\":\"Hi\"}").statusCode());
  }

  @Test
  void nothingIsRecordedAsLongAsThereAreNoKeys() {
    api.server.get("/sessions");

    assertEquals(List.of(), api.backend.audit.entries());
  }

  @Test
  void whoAskedForWhatIsRecorded() {
    KeyedApi.Holder holder = api.key("a", Scope.READ, Scope.CHAT);
    String session = holder.session();
    int before = api.backend.audit.entries().size();
    holder.get("/sessions/" + session);
    holder.get("/sessions/unknown");
    holder.get("/config");
    holder.post(
        "/agent/resume",
        "{\"session_id\":\"" + session + "\",\"load_model_and_extensions\":false}");
    status("gk_" + "a".repeat(43));
    api.server.get("/sessions/" + session);
    api.server.get("/status");

    List<AuditEntry> entries = api.backend.audit.entries();

    assertEquals(
        List.of(
            entry(holder.id, "get_session", session, "200"),
            entry(holder.id, "get_session", "unknown", "404"),
            entry(holder.id, "read_all_config", null, "403"),
            entry(holder.id, "resume_agent", session, "200"),
            entry("-", "list_sessions", null, "401"),
            entry("server", "get_session", session, "200")),
        entries.subList(before, entries.size()));
    assertFalse(entries.toString().contains(holder.secret));
  }

  private AuditEntry entry(String who, String operation, String session, String outcome) {
    return new AuditEntry(
        api.backend.clock.instant(), who, "127.0.0.1", operation, session, outcome);
  }

  @Test
  void aStreamEndsSoonAfterItsKey() throws Exception {
    KeyedApi.Holder holder = api.key("a", Scope.READ, Scope.CHAT);
    String session = holder.session();
    var stream = Thread.ofVirtual().start(() -> holder.get("/sessions/" + session + "/events"));
    assertTrue(stream.isAlive());

    api.use.access().revoke().revoke(new KeyId(holder.id));

    assertTrue(stream.join(Duration.ofSeconds(30)));
  }
}
