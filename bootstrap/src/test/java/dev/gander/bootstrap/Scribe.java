package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client that changes its sessions and settings in all ways that there are, and remembers what
/// it was told.
final class Scribe {
  private static final int MOST_SESSIONS = 5;
  private static final String TURN =
      """
      !say NAME begins with some words
      !tool shell {"command": "echo one"}
      ---
      !say and goes on
      !tool write {"path": "NAME.txt", "content": "three"}
      ---
      !tokens 5""";
  private static final String EXPORT =
      """
      {"working_dir": "/w", "name": "NAME", "user_set_name": true, "message_count": 2,
       "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T10:00:00Z",
       "id": "x", "extension_data": {}, "conversation": [
         {"role": "user", "created": 100, "content": [{"type": "text", "text": "NAME asks"}],
          "metadata": {"userVisible": true, "agentVisible": true}},
         {"role": "assistant", "created": 101, "content": [{"type": "text", "text": "NAME"}],
          "metadata": {"userVisible": true, "agentVisible": true}}]}""";

  private final String name;
  private final String folder;
  private final Random random;
  private final Runnable progress;
  private final List<KnownSession> sessions = new ArrayList<>();
  private final List<KnownSetting> settings;
  private final Set<String> deleted = new HashSet<>();
  private @Nullable Predicate<Shown> awaited;
  private int count;

  /// @param progress told of each answer and each event
  Scribe(String name, String folder, long seed, Runnable progress) {
    this.name = name;
    this.folder = folder;
    this.random = new Random(seed);
    this.progress = progress;
    this.settings =
        List.of(new KnownSetting(name + "_value", false), new KnownSetting(name + "_key", true));
  }

  /// Does one thing and waits for the answer.
  ///
  /// @throws IOException if the server dies meanwhile
  void step(ImageServer server) throws IOException, InterruptedException {
    if (random.nextInt(4) == 0) {
      settings.get(random.nextInt(settings.size())).change(server);
    } else if (sessions.isEmpty()) {
      start(server);
    } else {
      change(server, sessions.get(random.nextInt(sessions.size())));
    }
    progress.run();
  }

  /// Looks at all sessions and settings after a restart.
  void check(ImageServer server) throws IOException, InterruptedException {
    for (KnownSetting setting : settings) {
      setting.check(server);
    }
    for (KnownSession session : List.copyOf(sessions)) {
      open(server, session);
      if (!session.check(Shown.by(server, session.id()))) {
        forget(session);
      }
    }
  }

  /// As a client does that shows a session; whether it is still there is looked at later.
  private static void open(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    server.send(
        "POST",
        "/agent/resume",
        "{\"session_id\": \"%s\", \"load_model_and_extensions\": false}".formatted(session.id()));
  }

  Stream<String> ids() {
    return sessions.stream().map(KnownSession::id);
  }

  Set<String> deleted() {
    return deleted;
  }

  /// Takes over a session that nobody was told of, if it is the one this client asked for.
  boolean adopts(String id, Shown shown) {
    if (awaited == null || !awaited.test(shown)) {
      return false;
    }
    awaited = null;
    sessions.add(new KnownSession(id, shown));
    return true;
  }

  private void change(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    if (!session.isNamed()) {
      rename(server, session);
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> create(server, session);
      case 3 -> cut(server, session);
      case 4 -> changeExtensions(server, session);
      case 5 -> rename(server, session);
      case 6 -> clear(server, session);
      default -> reply(server, session);
    }
  }

  private void create(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    if (sessions.size() == MOST_SESSIONS || random.nextInt(4) == 0) {
      delete(server, session);
      return;
    }
    switch (random.nextInt(3)) {
      case 0 -> start(server);
      case 1 -> copy(server, session);
      default -> importOne(server);
    }
  }

  private void start(ImageServer server) throws IOException, InterruptedException {
    Set<String> extensions = Set.of("developer");
    create(
        server,
        "/agent/start",
        """
        {"working_dir": "%s", "extension_overrides":
          [{"type": "platform", "name": "developer", "description": ""}]}"""
            .formatted(folder),
        new Shown("New Chat", List.of(), extensions)::equals);
  }

  private void importOne(ImageServer server) throws IOException, InterruptedException {
    String title = next();
    JsonObject body = JsonObject.of("json", Json.of(EXPORT.replace("NAME", title)));
    create(
        server,
        "/sessions/import",
        JsonText.write(body),
        shown -> shown.name().equals(title) && shown.messages().size() == 2);
  }

  private void create(ImageServer server, String path, String body, Predicate<Shown> outcome)
      throws IOException, InterruptedException {
    awaited = outcome;
    JsonObject session = server.post(path, body);
    Shown shown = Shown.of(session);
    add(JsonFields.of(session).text("id"), shown, outcome);
  }

  private void copy(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    Shown origin = session.last();
    awaited = origin::equals;
    JsonObject answer =
        server.post("/sessions/" + session.id() + "/fork", "{\"copy\": true, \"truncate\": false}");
    add(JsonFields.of(answer).text("sessionId"), origin, origin::equals);
  }

  private void add(String id, Shown shown, Predicate<Shown> outcome) {
    awaited = null;
    if (!outcome.test(shown) || deleted.contains(id)) {
      throw new AssertionError("new session " + id + " is " + shown);
    }
    sessions.add(new KnownSession(id, shown));
  }

  private void rename(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    Shown outcome = session.last().withName(next());
    session.begin("rename", Optional.of(outcome)::equals);
    server.put(
        "/sessions/" + session.id() + "/name", "{\"name\": \"%s\"}".formatted(outcome.name()));
    session.acknowledged(outcome);
    session.nameIsGiven();
  }

  private void cut(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    List<Json> messages = session.last().messages();
    long from =
        messages.isEmpty()
            ? 0
            : JsonFields.of(messages.get(random.nextInt(messages.size()))).integer("created");
    Shown outcome = session.last().before(from);
    session.begin("cut", now -> now.isPresent() && now.get().isStill(outcome));
    server.post(
        "/sessions/" + session.id() + "/fork",
        "{\"copy\": false, \"truncate\": true, \"timestamp\": %d}".formatted(from));
    session.acknowledged(outcome);
  }

  private void delete(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    session.begin("delete", Optional::isEmpty);
    server.delete("/sessions/" + session.id());
    forget(session);
  }

  private void forget(KnownSession session) {
    sessions.remove(session);
    deleted.add(session.id());
  }

  private void changeExtensions(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    boolean there = session.last().extensions().contains("todo");
    Shown outcome = there ? session.last().without("todo") : session.last().with("todo");
    session.begin("extension", Optional.of(outcome)::equals);
    if (there) {
      server.post(
          "/agent/remove_extension",
          "{\"session_id\": \"%s\", \"name\": \"todo\"}".formatted(session.id()));
    } else {
      server.post(
          "/agent/add_extension",
          """
          {"session_id": "%s", "config": {"type": "platform", "name": "todo", "description": ""}}"""
              .formatted(session.id()));
    }
    session.acknowledged(outcome);
  }

  private void clear(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    Shown before = session.last();
    Predicate<Optional<Shown>> cleared = now -> now.isPresent() && now.get().isCleared(before);
    session.begin("clear", cleared);
    listen(server, session, "/clear", new ToldTurn("/clear", 0));
    session.acknowledged(cleared);
    session.check(Shown.by(server, session.id()));
  }

  private void reply(ImageServer server, KnownSession session)
      throws IOException, InterruptedException {
    server.resume(session.id());
    Shown before = session.last();
    String turn = next();
    ToldTurn told = new ToldTurn(turn, 2);
    Predicate<Optional<Shown>> kept =
        now -> now.isPresent() && now.get().continues(before) && told.isKept(now.get().messages());
    session.begin(told + "", kept);
    // What the first event says is certain: the old state will not do any more.
    session.acknowledged(kept);
    listen(server, session, TURN.replace("NAME", turn), told);
    session.check(Shown.by(server, session.id()));
  }

  private void listen(ImageServer server, KnownSession session, String text, ToldTurn told)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(session.id(), text)) {
      events.forEach(
          event -> {
            told.take(event);
            progress.run();
          });
    }
    if (!told.isOver()) {
      throw new IOException("the stream ended too early: " + told);
    }
  }

  private String next() {
    return name + "-" + ++count + "-";
  }
}
