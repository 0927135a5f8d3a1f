package dev.gander.adapters.acp.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryMethodsTest {
  private final GooseTalk talk = new GooseTalk();
  private final SessionId id = talk.session().id();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void aSessionIsDescribedAndRenamed() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            """
            {'sessionId': '%s', 'cwd': '/work', 'title': 'New Chat',
             'updatedAt': '2026-03-04T10:11:12Z',
             '_meta': {'messageCount': 0, 'createdAt': '2026-03-04T10:11:12Z',
               'userSetName': false, 'sessionType': 'user', 'hasRecipe': false}}\
            """
                .formatted(id)),
        info());

    talk.done("session/rename", "{'sessionId': '%s', 'title': ' My talk '}".formatted(id));
    talk.done("session/rename", "{'sessionId': '%s', 'title': ' '}".formatted(id));

    assertEquals(Json.of("My talk"), info().get("title"));
    assertEquals(Json.of(true), meta().get("userSetName"));
  }

  @Test
  void aSessionIsArchivedAndFiled() throws InterruptedException {
    talk.done("session/archive", "{'sessionId': '%s'}".formatted(id));
    talk.done("session/project/update", "{'sessionId': '%s', 'projectId': 'p'}".formatted(id));
    assertEquals(Json.of("2026-03-04T10:11:12Z"), meta().get("archivedAt"));
    assertEquals(Json.of("p"), meta().get("projectId"));

    talk.done("session/unarchive", "{'sessionId': '%s'}".formatted(id));
    assertFalse(meta().has("archivedAt"));
    assertEquals(Json.of("p"), meta().get("projectId"));

    talk.done("session/update_project", "{'sessionId': '%s'}".formatted(id));
    assertFalse(meta().has("projectId"));
  }

  @Test
  void aSessionMovesToAFolderThatExists(@TempDir Path folder) throws InterruptedException {
    String moved = "{'sessionId': '%s', 'workingDir': ' %s '}".formatted(id, folder);
    talk.done("session/working-dir/update", moved);
    talk.done("working_dir/update", moved);

    assertEquals(Json.of(folder.toString()), info().get("cwd"));
    assertEquals("-32602: \"working directory cannot be empty\"", notMoved(" "));
    assertEquals("-32602: \"cwd must be an absolute path\"", notMoved("sub"));
    assertEquals("-32602: \"invalid directory path\"", notMoved(folder + "/missing"));
    assertEquals("-32602: \"invalid directory path\"", notMoved("/a\\u0000b"));
    assertEquals(Json.of(folder.toString()), info().get("cwd"));
  }

  private String notMoved(String folder) throws InterruptedException {
    return talk.error(
        "session/working-dir/update",
        "{'sessionId': '%s', 'workingDir': '%s'}".formatted(id, folder));
  }

  @Test
  void aConversationIsCutOffAtATime() throws InterruptedException {
    talk.backend.conversations.append(id, List.of(said(1000), said(2000), said(2001)));

    talk.done(
        "session/conversation/truncate",
        "{'sessionId': ' %s ', 'truncateFrom': 2001}".formatted(id));
    assertEquals(List.of(1000L, 2000L), created());
    talk.done(
        "session/conversation/truncate", "{'sessionId': '%s', 'truncateFrom': -5}".formatted(id));
    assertEquals(List.of(), created());

    talk.done("session/conversation/truncate", "{'sessionId': 'nope', 'truncateFrom': 1}");
    assertEquals(
        "-32602: \"sessionId cannot be empty\"",
        talk.error("session/conversation/truncate", "{'sessionId': ' ', 'truncateFrom': 1}"));
  }

  private static Message said(long second) {
    return Message.user(null, second, new Content.Text("at " + second));
  }

  private List<Long> created() {
    return talk.backend.conversations.messages(id).stream().map(Message::created).toList();
  }

  @Test
  void anUnknownSessionIsNotFoundOrAnInternalError() throws InterruptedException {
    assertEquals(
        "-32002: \"Session not found: nope\"", talk.error("session/info", "{'sessionId': 'nope'}"));
    assertEquals(
        "-32602: \"sessionId cannot be empty\"", talk.error("session/info", "{'sessionId': ' '}"));
    for (String params :
        List.of("{'sessionId': 'nope', 'title': 'x'}", "{'sessionId': 'nope', 'title': ''}")) {
      assertEquals("-32603: \"Session not found: nope\"", talk.error("session/rename", params));
    }
    for (String method :
        List.of("session/archive", "session/unarchive", "session/project/update")) {
      assertEquals(
          "-32603: \"Session not found: nope\"", talk.error(method, "{'sessionId': 'nope'}"));
    }
  }

  @Test
  void aSessionIsExportedAndImported() throws InterruptedException {
    talk.backend.conversations.append(id, List.of(said(1000), said(2000)));
    String text =
        talk.result("session/export", "{'sessionId': '%s'}".formatted(id))
            .text("data")
            .orElseThrow();

    JsonObject old = imported("data", text);
    JsonObject now = imported("input", text);

    assertEquals(Json.of(2L), old.get("messageCount"));
    assertEquals(Json.of("New Chat"), now.get("title"));
    Session copy = talk.backend.sessions.get(new SessionId(now.text("sessionId").orElseThrow()));
    assertEquals("/work", copy.workingDir());
    assertEquals(
        "-32603: \"Session not found\"", talk.error("session/export", "{'sessionId': 'nope'}"));
    assertTrue(talk.error("session/import", "{'data': '{}'}").startsWith("-32603: "));
    assertTrue(
        talk.error("session/import", "{'input': 'x', 'source': 'magic'}").startsWith("-32602: "));
  }

  private JsonObject imported(String member, String text) throws InterruptedException {
    return talk.result("session/import", JsonObject.of(member, Json.of(text)).compact());
  }

  private JsonObject info() throws InterruptedException {
    return talk.result("session/info", "{'sessionId': ' %s '}".formatted(id))
        .object("session")
        .orElseThrow();
  }

  private JsonObject meta() throws InterruptedException {
    return info().object("_meta").orElseThrow();
  }

  @Test
  void aSessionIsSharedByLink() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            """
            {'deeplink': 'memory:id1@here#key1', 'nevent': 'memory:id1@here', 'eventId': 'id1',
             'relays': ['here']}\
            """),
        talk.result(
            "session/share/nostr", "{'sessionId': '%s', 'relays': ['here']}".formatted(id)));

    assertEquals(
        Json.of(0L),
        talk.result("session/import", "{'input': 'memory:id1@here#key1', 'source': 'nostr'}")
            .get("messageCount"));
    assertEquals(
        "-32602: \"no place is named\"",
        talk.error("session/share/nostr", "{'sessionId': '%s', 'relays': ['']}".formatted(id)));
    assertEquals(
        "-32002", talk.error("session/share/nostr", "{'sessionId': 'nope'}").split(":")[0]);
  }
}
