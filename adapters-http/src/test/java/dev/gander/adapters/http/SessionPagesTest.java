package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/gander/v1/sessions`.
class SessionPagesTest {
  private static final String SESSIONS = "/gander/v1/sessions";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private String sessionThatSays(int count) {
    String id = api.session();
    say(id, 0, count);
    return id;
  }

  private void say(String id, int from, int to) {
    for (int i = from; i < to; i++) {
      api.backend.conversations.append(
          new SessionId(id), List.of(Message.user("m" + i, i, new Content.Text("said " + i))));
    }
  }

  private JsonObject page(String path) {
    return object(api.server.get(path));
  }

  private static List<String> ids(JsonObject page, String member) {
    return page.array(member).orElseThrow().items().stream()
        .map(it -> ((JsonObject) it).text("id").orElseThrow())
        .toList();
  }

  private HttpResponse<String> askAgain(String path, String known) {
    return api.server.send(api.server.request(path).header("if-none-match", known));
  }

  @Test
  void aLongSessionIsReadFromItsEnd() {
    String path = SESSIONS + "/" + sessionThatSays(120) + "/messages";

    JsonObject newest = page(path);
    assertEquals("m70", ids(newest, "messages").getFirst());
    assertEquals("m119", ids(newest, "messages").getLast());

    JsonObject older = page(path + "?limit=65&before=" + newest.get("before").compact());
    assertEquals("m5", ids(older, "messages").getFirst());
    assertEquals("m69", ids(older, "messages").getLast());

    JsonObject oldest = page(path + "?before=" + older.get("before").compact());
    assertEquals(List.of("m0", "m1", "m2", "m3", "m4"), ids(oldest, "messages"));
    assertEquals(JsonNull.NULL, oldest.get("before"));
  }

  @Test
  void whoAsksAgainGetsWhatIsNew() {
    String id = sessionThatSays(3);
    String path = SESSIONS + "/" + id + "/messages";
    String after = page(path).get("after").compact();
    assertEquals(JsonArray.EMPTY, page(path + "?after=" + after).get("messages"));

    say(id, 3, 5);

    JsonObject later = page(path + "?after=" + after);
    assertEquals(List.of("m3", "m4"), ids(later, "messages"));
    assertNotEquals(after, later.get("after").compact());
  }

  @Test
  void anAnswerThatIsKnownIsNotSentAgain() {
    String id = sessionThatSays(3);
    for (String path : List.of(SESSIONS, SESSIONS + "/" + id + "/messages?limit=2")) {
      HttpResponse<String> first = api.server.get(path);
      String tag = first.headers().firstValue("etag").orElseThrow();
      for (String known : List.of(tag, "*", "\"other\", " + tag, "W/" + tag)) {
        HttpResponse<String> again = askAgain(path, known);
        assertEquals(304, again.statusCode(), known);
        assertEquals("", again.body());
        assertEquals(tag, again.headers().firstValue("etag").orElseThrow());
      }
      assertEquals(tag, api.server.method("HEAD", path).headers().firstValue("etag").orElseThrow());

      say(id, 10, 11);
      HttpResponse<String> changed = askAgain(path, tag);
      assertEquals(200, changed.statusCode());
      assertNotEquals(tag, changed.headers().firstValue("etag").orElseThrow());
    }
  }

  @Test
  void sessionsComePageByPageTheLastInWhichSomethingWasSaidFirst() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String id = api.session();
      say(id, i, i + 1);
      all.addFirst(id);
    }
    api.session(); // nothing is said in it
    List<String> found = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonObject page = page(SESSIONS + "?limit=3" + after);
      found.addAll(ids(page, "sessions"));
      after = page.text("after").map(place -> "&after=" + place).orElse("");
      pages++;
    } while (!after.isEmpty());

    assertEquals(all, found);
    assertEquals(3, pages);
  }

  @Test
  void sessionsAreFilteredByTypeFolderAndWords() {
    String id = sessionThatSays(3);

    assertEquals(List.of(id), ids(page(SESSIONS + "?working_dir=/work"), "sessions"));
    assertEquals(List.of(), ids(page(SESSIONS + "?working_dir=/elsewhere"), "sessions"));
    assertEquals(List.of(id), ids(page(SESSIONS + "?type=acp,user"), "sessions"));
    assertEquals(List.of(), ids(page(SESSIONS + "?type=scheduled"), "sessions"));
    assertEquals(List.of(id), ids(page(SESSIONS + "?query=SAID"), "sessions"));
    assertEquals(List.of(), ids(page(SESSIONS + "?query=unheard"), "sessions"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=501",
        "?limit=99999999999999999999",
        "?limit=-1",
        "?limit=x",
        "?after=yesterday",
        "?after=2026-11-28T10:00:00Z",
        "?type=user,",
        "?type=goose"
      })
  void mistakesAreTheClients(String query) {
    assertEquals(400, api.server.get(SESSIONS + query).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?limit=0",
        "?limit=501",
        "?before=x",
        "?after=-1",
        "?before=1&after=1",
        "?before=1&before=2"
      })
  void mistakesAboutMessagesToo(String query) {
    String path = SESSIONS + "/" + sessionThatSays(1) + "/messages";
    assertEquals(400, api.server.get(path + query).statusCode());
  }

  @Test
  void anUnknownSessionIsToldAsEverywhere() {
    assertError(404, "Session not found: nobody", api.server.get(SESSIONS + "/nobody/messages"));
  }
}
