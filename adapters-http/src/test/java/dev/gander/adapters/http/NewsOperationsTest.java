package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.news.FollowNews;
import dev.gander.application.api.news.NewsFeed;
import dev.gander.application.api.news.NewsTopic;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One stream of all that a page watches.
class NewsOperationsTest {
  private static final String EVENTS = "/gander/v1/events";

  private final TurnApi api = new TurnApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private SseClient follow(String query) {
    SseClient client = SseClient.open(api.server, api.server.request(EVENTS + query));
    assertEquals(200, client.status());
    return client;
  }

  private SseClient comeBack(String query, String position) {
    return SseClient.open(
        api.server, api.server.request(EVENTS + query).header("last-event-id", position));
  }

  private String position() {
    return RunningApi.object(api.server.get(EVENTS + "/position")).text("position").orElseThrow();
  }

  /// The place behind the messages that are stored now.
  private String loaded(SessionId id) {
    JsonObject page = RunningApi.object(api.server.get("/gander/v1/sessions/" + id + "/messages"));
    return id + "@" + page.get("after").compact();
  }

  private static List<SseClient.Event> until(SseClient client, Predicate<SseClient.Event> last) {
    List<SseClient.Event> events = new ArrayList<>();
    do {
      events.add(client.next().orElseThrow());
    } while (!last.test(events.getLast()));
    return events;
  }

  private static Predicate<SseClient.Event> is(String type) {
    return event -> event.type().equals(type);
  }

  /// `message hello`, `event Message …`, `turn_ended`.
  private static String brief(SseClient.Event event) {
    JsonObject json = event.json();
    return switch (event.type()) {
      case "message" -> "message " + text(json.object("message").orElseThrow());
      case "event" -> {
        JsonObject told = json.object("event").orElseThrow();
        yield told.text("type").orElseThrow()
            + told.object("message").map(it -> " " + text(it)).orElse("");
      }
      case String type -> type;
    };
  }

  private static String text(JsonObject message) {
    JsonObject content = (JsonObject) message.array("content").orElseThrow().items().getFirst();
    return content.text("text").orElse(content.text("type").orElseThrow());
  }

  private static List<String> brief(List<SseClient.Event> events) {
    return events.stream().map(NewsOperationsTest::brief).toList();
  }

  private void say(SessionId id, String requestId) {
    assertEquals(200, api.sessionReply(id, requestId).statusCode());
  }

  @Test
  void aWatchedSessionTellsWhatIsSaidAndWhatItsTurnsTell() {
    SessionId id = api.session();
    api.backend.model.plays(voice -> voice.says("hi"));
    SseClient page = follow("?topics=&sessions=" + id);
    assertEquals(List.of("ready"), brief(until(page, is("ready"))));

    say(id, TurnApi.R1);

    List<String> told = new ArrayList<>(brief(until(page, is("turn_ended"))));
    if (!told.remove("session")) { // It may come on either side of the end.
      until(page, is("session"));
    }
    assertEquals(
        List.of("turn_begun", "message hello", "Message hi", "Finish", "turn_ended"), told);
  }

  @Test
  void listsTellOfSessionsOfAllKinds() throws Exception {
    SseClient page = follow("?topics=sessions");
    until(page, is("ready"));

    SessionId made = api.session();
    api.server.put("/sessions/" + made + "/name", "{\"name\":\"Mine\"}");
    api.backend.model.plays(voice -> voice.says("hi"));
    say(made, TurnApi.R1);
    List<SseClient.Event> events = until(page, is("turn_ended"));
    until(page, is("session"));
    api.awaitQuiet(made);
    assertEquals(200, api.server.delete("/sessions/" + made).statusCode());
    SseClient.Event deleted = page.next().orElseThrow();

    assertEquals(List.of("session", "turn_begun", "turn_ended"), brief(events));
    JsonObject renamed = events.getFirst().json().object("session").orElseThrow();
    assertEquals("Mine", renamed.text("name").orElseThrow());
    assertEquals("session_deleted", deleted.type());
    assertEquals(made.value(), deleted.json().text("session_id").orElseThrow());
  }

  @Test
  void aNewSessionIsTold() {
    SseClient page = follow("?topics=sessions");
    until(page, is("ready"));

    String started =
        RunningApi.object(api.server.post("/agent/start", "{\"working_dir\":\"/work\"}"))
            .text("id")
            .orElseThrow();

    JsonObject session = page.next().orElseThrow().json().object("session").orElseThrow();
    assertEquals(started, session.text("id").orElseThrow());
  }

  @Test
  void whatWasLoadedIsNotToldAgainAndTheRestIsToldOnce() throws Exception {
    SessionId id = api.session();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch going = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          voice.says("begun ");
          asked.countDown();
          going.await();
          voice.says("and done");
        });
    String position = position();
    say(id, TurnApi.R1);
    asked.await();
    String loaded = loaded(id);

    SseClient page = follow("?topics=&sessions=" + loaded + "&after=" + position);
    List<SseClient.Event> before = until(page, is("ready"));
    going.countDown();
    List<SseClient.Event> after = until(page, is("turn_ended"));

    assertFalse(brief(before).contains("message hello"), "it was loaded");
    assertTrue(brief(before).contains("turn_begun"), () -> brief(before).toString());
    assertTrue(brief(before).contains("Message begun "), () -> brief(before).toString());
    assertTrue(brief(after).contains("Message and done"), () -> brief(after).toString());
    assertFalse(brief(after).toString().contains("begun "), () -> brief(after).toString());
  }

  @Test
  void whatWasStoredSinceIsTold() throws Exception {
    SessionId id = api.session();
    String loaded = loaded(id);
    api.backend.model.plays(voice -> voice.says("hi"));
    say(id, TurnApi.R1);
    api.awaitQuiet(id);

    SseClient page = follow("?topics=&sessions=" + loaded);

    assertEquals(List.of("message hello", "message hi", "ready"), brief(until(page, is("ready"))));
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() throws Exception {
    SessionId id = api.session();
    String position = position();
    SseClient page = follow("?topics=sessions&sessions=" + loaded(id) + "&after=" + position);
    String ready = until(page, is("ready")).getLast().id().orElseThrow();
    api.backend.model.plays(voice -> voice.says("hi"));
    say(id, TurnApi.R1);
    List<SseClient.Event> first = until(page, is("event"));
    String middle = first.getLast().id().orElseThrow();
    page.close();
    api.awaitQuiet(id);

    SseClient back = comeBack("?topics=sessions&sessions=" + id + "@0", middle);
    List<String> rest = brief(until(back, is("ready")));
    SseClient fromReady = comeBack("?topics=sessions&sessions=" + id + "@0", ready);
    List<String> all = new ArrayList<>(brief(until(fromReady, is("ready"))));
    all.addAll(brief(until(fromReady, event -> brief(event).equals("Finish"))));

    assertFalse(rest.contains("message hello"), rest::toString);
    assertEquals("Finish", brief(until(back, event -> brief(event).equals("Finish")).getLast()));
    assertEquals(1, all.stream().filter("message hello"::equals).count(), all::toString);
    assertEquals(1, all.stream().filter("Message hi"::equals).count(), all::toString);
  }

  @Test
  void aPositionOfAnotherServerOutdatesEverything() {
    SseClient page = follow("?topics=sessions&after=00000000.5");

    SseClient.Event first = page.next().orElseThrow();

    assertEquals("outdated", first.type());
    assertEquals(JsonNull.NULL, first.json().get("session_id"));
    assertEquals("ready", page.next().orElseThrow().type());
  }

  @Test
  void anotherConversationOutdatesTheLoadedOne() throws Exception {
    SessionId id = api.session();
    api.backend.model.plays(voice -> voice.says("hi"));
    SseClient before = follow("?topics=&sessions=" + id);
    until(before, is("ready"));
    say(id, TurnApi.R1);
    if (until(before, is("turn_ended")).stream().noneMatch(is("session"))) {
      until(before, is("session"));
    }
    before.close();
    SseClient page = follow("?topics=&sessions=" + loaded(id));
    until(page, is("ready"));

    HttpResponse<String> forked =
        api.server.post(
            "/sessions/" + id + "/fork", "{\"timestamp\":0,\"truncate\":true,\"copy\":false}");

    assertEquals(200, forked.statusCode(), forked::body);
    SseClient.Event event = page.next().orElseThrow();
    assertEquals("outdated", event.type());
    assertEquals(id.value(), event.json().text("session_id").orElseThrow());
    say(id, TurnApi.R2);
    assertFalse(brief(until(page, is("turn_ended"))).toString().contains("hi"));
  }

  @Test
  void questionsAreToldAsTheyComeAndGo() throws Exception {
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    SseClient early = follow("?topics=approvals");
    assertEquals(JsonArray.EMPTY, early.next().orElseThrow().json().get("approvals"));
    say(id, TurnApi.R1);
    JsonObject asked = until(early, is("asked")).getLast().json().object("approval").orElseThrow();
    String question = asked.text("id").orElseThrow();
    SseClient late = follow("?topics=approvals");
    JsonArray open = late.next().orElseThrow().json().array("approvals").orElseThrow();

    api.server.post("/gander/v1/approvals/" + question, "{\"action\":\"deny_once\"}");

    assertEquals(List.of(asked), open.items());
    for (SseClient client : List.of(early, late)) {
      JsonObject settled = until(client, is("settled")).getLast().json();
      assertEquals(question, settled.text("id").orElseThrow());
      assertEquals("answered", settled.text("outcome").orElseThrow());
    }
    api.awaitQuiet(id);
  }

  @Test
  void runsAreToldAsTheyGoOn() {
    api.backend.model.plays(voice -> voice.says("hi"));
    api.backend.withModel();
    SseClient page = follow("?topics=runs");
    until(page, is("ready"));

    HttpResponse<String> started = api.server.post("/gander/v1/runs", "{\"prompt\":\"Hi\"}");

    assertEquals(202, started.statusCode(), started::body);
    List<SseClient.Event> events =
        until(page, event -> state(event).equals(Optional.of("succeeded")));
    assertEquals(List.of("run"), events.stream().map(SseClient.Event::type).distinct().toList());
  }

  private static Optional<String> state(SseClient.Event event) {
    return event.json().object("run").flatMap(run -> run.text("state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?sessions=20200101_9|404",
        "?sessions=|400",
        "?sessions=a@b|400",
        "?sessions=a@1@2|400",
        "?topics=weather|400",
        "?after=x|400",
        "?after=0.0~|400",
        "?after=0.99999999999999999999|400",
        "?after=00000000.5&after=00000000.6|400"
      })
  void mistakesAreToldBeforeTheStreamBegins(String query, int status) {
    assertEquals(status, api.server.get(EVENTS + query).statusCode());
  }

  /// Whoever does not read holds no more than that.
  @Test
  void aReaderThatIsTooSlowIsLetGoAndComesBack() throws Exception {
    SessionId id = api.session();
    var news = api.backend.useCases().turns().news();
    var watch = new FollowNews.Watch(Map.of(), Set.of(NewsTopic.SESSIONS), null);
    try (NewsFeed feed = news.follow(watch)) {
      String position = news.position().text();
      for (int i = 0; i < 1_000; i++) {
        rename(id, i);
      }
      assertFalse(feed.hasEnded());
      rename(id, 1_000);
      assertTrue(feed.hasEnded());

      List<SseClient.Event> missed = until(comeBack("?topics=sessions", position), is("ready"));

      assertEquals(1_002, missed.size());
    }
  }

  private void rename(SessionId id, int number) {
    api.backend.useCases().sessions().rename().rename(id, "Name " + number);
  }

  @Test
  void notEverySessionCanBeWatchedAtOnce() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      ids.add(api.session().value());
    }

    assertEquals(400, api.server.get(EVENTS + "?sessions=" + String.join(",", ids)).statusCode());
  }
}
