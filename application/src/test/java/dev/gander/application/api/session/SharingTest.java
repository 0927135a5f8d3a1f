package dev.gander.application.api.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.share.SharedText;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.share.InMemorySharedTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sharing a session and importing what was shared.
class SharingTest {
  private final Workbench bench = new Workbench();
  private final InMemorySharedTexts texts = new InMemorySharedTexts();

  /// Stands for JSON's text form, which the application does not know.
  private final Map<String, Json> written = new HashMap<>();

  private final ShareSession share =
      new ShareSession(new ExportSession(bench.sessions, bench.conversations), texts);
  private final ImportSession single =
      new ImportSession(bench.sessions, this::parse, List.of(), Path.of("/"), bench.clock);
  private final ImportSharedSession importing = new ImportSharedSession(texts, single);

  private String write(Session session, Iterator<Message> messages) {
    List<Message> all = new ArrayList<>();
    messages.forEachRemaining(all::add);
    String text = "text " + written.size();
    written.put(text, SessionJson.write(session, all));
    return text;
  }

  private SharedText share(SessionId id, List<String> places) throws InterruptedException {
    return share.share(id, this::write, places);
  }

  private Json parse(String text) {
    Json json = written.get(text);
    if (json == null) {
      throw new InvalidInput("no JSON");
    }
    return json;
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anImportTellsHowFarItIs() {
    SessionId id = bench.session().id();
    List<Message> messages =
        IntStream.range(0, 4)
            .mapToObj(at -> Message.user("m" + at, at, new Content.Text("hi")))
            .toList();
    String text = write(bench.sessions.get(id), messages.iterator());
    List<Double> told = new ArrayList<>();

    Session copy = single.add(text, told::add);

    assertEquals(messages, bench.conversations.messages(copy.id()));
    assertEquals(List.of(0.25, 0.5, 0.75, 1.0), told);
  }

  /// A goose on the same database sends them to a model as they are.
  @Test
  void anImportHasNoHiddenCharactersAndIsComposed() {
    String hidden = "cafe\u0301" + Character.toString(0xE0041);
    Outcome<ToolResult> result = Outcome.success(ToolResult.text(hidden));
    String text =
        write(
            bench.session(),
            List.of(
                    Message.user("m1", 1, new Content.Text(hidden)),
                    Message.user("m2", 2, new Content.ToolResponse("c", result, JsonObject.EMPTY)))
                .iterator());

    for (Session copy : List.of(single.add(text), single.add(text, _ -> {}))) {
      List<Message> stored = bench.conversations.messages(copy.id());
      assertEquals("caf\u00e9", stored.getFirst().text());
      assertEquals(
          List.of(
              new Content.ToolResponse(
                  "c", Outcome.success(ToolResult.text("cafe\u0301")), JsonObject.EMPTY)),
          stored.getLast().content());
    }
  }

  @Test
  void anImportWithoutMessagesTellsNothingAndOneOfNonsenseStoresNothing() {
    Session empty = bench.session();
    List<Double> told = new ArrayList<>();
    single.add(write(empty, List.<Message>of().iterator()), told::add);
    int before = bench.sessions.list(SessionType.LISTED).size();

    assertThrows(InvalidInput.class, () -> single.add("nonsense", told::add));

    assertEquals(List.of(), told);
    assertEquals(before, bench.sessions.list(SessionType.LISTED).size());
  }

  @Test
  void whatWasSharedIsImportedAsASessionOfItsOwn() throws Exception {
    SessionId id = bench.session().id();
    List<Message> messages = List.of(Message.user("m", 1, new Content.Text("hi")));
    bench.conversations.append(id, messages);

    SharedText shared = share(id, List.of("place"));
    Session copy = importing.add(shared.link());

    assertNotEquals(id, copy.id());
    assertEquals(bench.sessions.get(id).name(), copy.name());
    assertEquals(messages, bench.conversations.messages(copy.id()));
  }

  @Test
  void theTextGoesToTheGivenPlaces() throws Exception {
    SessionId id = bench.session().id();

    assertEquals(List.of("a", "b"), share(id, List.of("a", "b")).places());
    assertEquals(List.of(InMemorySharedTexts.USUAL_PLACE), share(id, List.of()).places());
  }

  @Test
  void aSessionThatNoPlaceTakesIsNotShared() {
    SessionId id = bench.session().id();
    texts.kill("dead");

    assertThrows(Unavailable.class, () -> share(id, List.of("dead")));
    assertThrows(InvalidInput.class, () -> share(id, List.of(" ")));
  }

  @Test
  void anUnknownSessionIsNotShared() {
    assertThrows(SessionNotFound.class, () -> share(new SessionId("nope"), List.of("a")));
  }

  @Test
  void whatCannotBeImportedLeavesNoTrace() throws Exception {
    String unreadable = texts.publish("x", List.of("a")).link();
    written.put("no session", Json.of(5));
    String other = texts.publish("no session", List.of("a")).link();

    for (String link : List.of("", "https://a.example", unreadable, other)) {
      assertThrows(InvalidInput.class, () -> importing.add(link), link);
    }
    assertEquals(List.of(), new ListSessions(bench.sessions).list());
  }
}
