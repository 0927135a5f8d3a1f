package dev.gander.application.api.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareLink;
import dev.gander.testkit.share.InMemorySharedTexts;
import dev.gander.testkit.store.InMemorySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sharing a session and importing what was shared.
class SharingTest {
  private static final String SETTING = "GOOSE_NOSTR_RELAYS";
  private static final List<String> GOOSE_RELAYS =
      List.of(
          "wss://relay.damus.io",
          "wss://relay.primal.net",
          "wss://nos.lol",
          "wss://relay.nostr.band");

  private final Workbench bench = new Workbench();
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySharedTexts texts = new InMemorySharedTexts();

  /// Stands for JSON's text form, which the application does not know.
  private final Map<String, Json> written = new HashMap<>();

  private final ShareSession share =
      new ShareSession(new ExportSession(bench.sessions, bench.conversations), settings, texts);
  private final ImportSharedSession importing =
      new ImportSharedSession(
          texts,
          new ImportSession(bench.sessions, this::parse, List.of(), Path.of("/"), bench.clock));

  private String write(Session session, Iterator<Message> messages) {
    List<Message> all = new ArrayList<>();
    messages.forEachRemaining(all::add);
    String text = "text " + written.size();
    written.put(text, SessionJson.write(session, all));
    return text;
  }

  private ShareLink share(SessionId id, List<String> relays) throws InterruptedException {
    return share.share(id, this::write, relays);
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
  void whatWasSharedIsImportedAsASessionOfItsOwn() throws Exception {
    SessionId id = bench.session().id();
    List<Message> messages = List.of(Message.user("m", 1, new Content.Text("hi")));
    bench.conversations.append(id, messages);

    ShareLink link = share(id, List.of("wss://r.example"));
    Session copy = importing.add(link.text());

    assertNotEquals(id, copy.id());
    assertEquals(bench.sessions.get(id).name(), copy.name());
    assertEquals(messages, bench.conversations.messages(copy.id()));
  }

  @Test
  void theRelaysThatAreNamedCount() throws Exception {
    settings.put(SETTING, JsonArray.of(List.of("wss://configured"), Json::of));

    assertEquals(
        List.of("wss://a", "wss://b/"), relaysFor(" wss://a ", "", "wss://b/", "wss://a", " "));
  }

  @Test
  void otherwiseThoseOfTheSettings() throws Exception {
    settings.put(SETTING, JsonArray.of(List.of("wss://a", " wss://b ", "wss://a"), Json::of));

    assertEquals(List.of("wss://a", "wss://b"), relaysFor());
  }

  @Test
  void otherwiseGoosesOwn() throws Exception {
    assertEquals(GOOSE_RELAYS, relaysFor());
    for (Json useless :
        List.of(JsonArray.EMPTY, Json.of("wss://a"), JsonArray.of(List.of(5), Json::of))) {
      settings.put(SETTING, useless);
      assertEquals(GOOSE_RELAYS, relaysFor(), useless::toString);
    }
  }

  private List<String> relaysFor(String... relays) throws InterruptedException {
    ShareLink link = share(bench.session().id(), List.of(relays));
    return link.event().relays().stream().map(RelayAddress::text).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a", "x", " ", "wss://a wss://b"})
  void withoutAProperRelayNothingIsShared(String relay) {
    SessionId id = bench.session().id();

    assertThrows(Unavailable.class, () -> share(id, List.of(relay)));
  }

  @Test
  void noMoreRelaysAreAskedThanALinkMayName() throws Exception {
    SessionId id = bench.session().id();
    List<String> relays = IntStream.range(0, 17).mapToObj(i -> "wss://r" + i).toList();

    assertEquals(16, share(id, relays.subList(0, 16)).event().relays().size());
    assertThrows(Unavailable.class, () -> share(id, relays));
  }

  @Test
  void anUnknownSessionIsNotShared() {
    assertThrows(SessionNotFound.class, () -> share(new SessionId("nope"), List.of("wss://a")));
  }

  @Test
  void whatCannotBeImportedLeavesNoTrace() throws Exception {
    RelayAddress relay = new RelayAddress("wss://a");
    String unknown = texts.publish("x", List.of(relay)).text();
    written.put("no session", Json.of(5));
    String other = texts.publish("no session", List.of(relay)).text();

    for (String link : List.of("", "goose://sessions/nostr", unknown, other)) {
      assertThrows(InvalidInput.class, () -> importing.add(link), link);
    }
    assertEquals(List.of(), new ListSessions(bench.sessions).list());
  }
}
