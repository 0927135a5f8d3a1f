package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.StartAgent;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Fifty keys ask every method for sessions and schedules of others, and see nothing: the answer is
/// that for an id that does not exist, and nothing changes.
class IsolationOfClientsTest {
  private static final int KEYS = 50;

  /// Each client asks for what belongs to those so many places further on.
  private static final int[] DISTANCES = {1, 7, 24, 49};

  private static final String UNKNOWN = "20200101_99";
  private final AcpBackend backend = new AcpBackend();
  private final AcpServer server = new AcpServer(backend.useCases());
  private final List<Caller> callers = new ArrayList<>();
  private final List<Talk> clients = new ArrayList<>();
  private final List<String> sessions = new ArrayList<>();

  @BeforeEach
  void start() {
    for (int i = 0; i < KEYS; i++) {
      Caller caller =
          new Caller(new KeyId("key" + i), EnumSet.complementOf(EnumSet.of(Scope.ADMIN)));
      callers.add(caller);
      clients.add(new Talk(server, caller));
      sessions.add(session(caller));
    }
  }

  @AfterEach
  void stop() {
    clients.forEach(Talk::close);
    backend.close();
  }

  private String session(Caller caller) {
    StartAgent.Request request = new StartAgent.Request("/", null, null, null, List.of());
    SessionId id =
        CurrentCaller.call(caller, () -> backend.useCases().agents().start().start(request).id());
    backend.conversations.append(id, List.of(Message.user("m", 5, new Content.Text("Hi"))));
    return id.value();
  }

  /// By method, with `#` for the id.
  private static Map<String, String> aboutSessions() {
    Map<String, String> all = new TreeMap<>();
    GooseParams.all()
        .forEach(
            (method, params) -> {
              if (params.contains("'sessionId': 'nope'")) {
                all.put(
                    "_goose/" + method,
                    params.replace("'sessionId': 'nope'", "'sessionId': '#'").replace('\'', '"'));
              }
            });
    String place = "{\"sessionId\":\"#\",\"cwd\":\"/\",\"mcpServers\":[]}";
    all.put("session/load", place);
    all.put("session/resume", place);
    all.put("session/fork", place);
    all.put("session/close", "{\"sessionId\":\"#\"}");
    all.put("session/delete", "{\"sessionId\":\"#\"}");
    all.put("session/set_mode", "{\"sessionId\":\"#\",\"modeId\":\"chat\"}");
    all.put("session/set_model", "{\"sessionId\":\"#\",\"modelId\":\"m\"}");
    for (String option : List.of("mode", "model", "provider", "thinking_effort")) {
      all.put(
          "session/set_config_option " + option,
          "{\"sessionId\":\"#\",\"configId\":\"" + option + "\",\"value\":\"chat\"}");
    }
    all.put(
        "session/prompt",
        "{\"sessionId\":\"#\",\"prompt\":[{\"type\":\"text\",\"text\":\"Hello\"}]}");
    all.put(
        "_goose/session/steer",
        "{\"sessionId\":\"#\",\"expectedRunId\":\"r\",\"prompt\":[{\"type\":\"text\",\"text\":\"x\"}]}");
    return all;
  }

  private static Map<String, String> aboutSchedules() {
    Map<String, String> all = new TreeMap<>();
    GooseParams.all()
        .forEach(
            (method, params) -> {
              if (params.contains("'scheduleId': 'x'") || params.contains("'jobId': 'x'")) {
                all.put("_goose/" + method, params.replace("'x'", "'#'").replace('\'', '"'));
              }
            });
    return all;
  }

  @Test
  void nobodySeesTheSessionsOfAnother() throws Exception {
    Map<String, String> methods = aboutSessions();
    assertTrue(methods.size() > 30, methods::toString);
    List<String> before = stored();

    assertEquals(Set.of(), differences(methods, sessions, UNKNOWN));
    assertEquals(before, stored());
  }

  @Test
  void nobodySeesTheSchedulesOfAnother() throws Exception {
    List<String> ids = IntStream.range(0, KEYS).mapToObj(i -> "job" + i).toList();
    for (int i = 0; i < KEYS; i++) {
      String recipe = "{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"Go\"}";
      clients
          .get(i)
          .result(
              "_goose/schedules/create",
              "{\"id\":\"%s\",\"cron\":\"0 8 * * *\",\"recipe\":%s}".formatted(ids.get(i), recipe));
    }
    Map<String, String> methods = aboutSchedules();
    assertEquals(8, methods.size(), methods::toString);
    Object before = backend.jobs.read();

    assertEquals(Set.of(), differences(methods, ids, "nosuchjob"));
    assertEquals(before, backend.jobs.read());
    for (int i = 0; i < KEYS; i++) {
      String list = JsonText.write(clients.get(i).result("_goose/schedules/list", "{}"));
      assertEquals(Set.of(ids.get(i)), mentioned(list, ids));
    }
  }

  private List<String> stored() {
    return sessions.stream()
        .map(SessionId::new)
        .map(id -> backend.sessions.get(id) + " " + backend.conversations.messages(id))
        .toList();
  }

  private Set<String> differences(Map<String, String> methods, List<String> ids, String unknown)
      throws InterruptedException {
    Set<String> found = new TreeSet<>();
    for (int key = 0; key < KEYS; key++) {
      Talk client = clients.get(key);
      for (Map.Entry<String, String> method : methods.entrySet()) {
        String expected = answer(client, method, unknown);
        for (int distance : DISTANCES) {
          String answer = answer(client, method, ids.get((key + distance) % KEYS));
          if (!answer.equals(expected)) {
            found.add(method.getKey() + ": " + answer + " instead of " + expected);
          }
        }
      }
    }
    return found;
  }

  private static String answer(Talk client, Map.Entry<String, String> method, String id)
      throws InterruptedException {
    client.forget();
    String name = method.getKey().split(" ")[0];
    JsonObject answer = client.answer(client.ask(name, method.getValue().replace("#", id)));
    return JsonText.write(answer.without(Set.of("id"))).replace(id, "#");
  }

  private static Set<String> mentioned(String text, List<String> ids) {
    return ids.stream().filter(id -> text.contains("\"" + id + "\"")).collect(Collectors.toSet());
  }

  @Test
  void theListHoldsWhatIsOnesOwn() throws Exception {
    for (int i = 0; i < KEYS; i++) {
      String list =
          JsonText.write(
              clients.get(i).result("session/list", "{\"_meta\":{\"types\":[\"user\",\"acp\"]}}"));
      assertEquals(Set.of(sessions.get(i)), mentioned(list, sessions));
    }
    Talk admin = new Talk(server, new Caller(new KeyId("admin"), Set.of(Scope.ADMIN)));
    assertTrue(
        mentioned(JsonText.write(admin.result("session/list", "{}")), sessions).size() >= 30);
  }

  @Test
  void whoMakesASessionOwnsIt() throws Exception {
    String made =
        clients
            .getFirst()
            .result("session/new", "{\"cwd\":\"/\",\"mcpServers\":[]}")
            .text("sessionId")
            .orElseThrow();

    assertEquals(
        "key0",
        backend.ownership.of(OwnedThing.of(new SessionId(made))).orElseThrow().key().value());
    clients.get(0).result("_goose/session/info", "{\"sessionId\":\"" + made + "\"}");
    clients.get(1).error("_goose/session/info", "{\"sessionId\":\"" + made + "\"}");
  }

  /// A cancel is not answered.
  @Test
  void aTurnIsNotCancelledByAnother() throws Exception {
    clients.getFirst().tell("session/cancel", "{\"sessionId\":\"" + sessions.get(1) + "\"}");
    clients.getFirst().tell("session/cancel", "{\"sessionId\":\"" + UNKNOWN + "\"}");

    clients.getFirst().result("session/list", "{}");
  }

  @Test
  void everyMethodSaysWhatItNeeds() {
    Set<String> served = new TreeSet<>(GooseMethods.of(backend.useCases()).keySet());
    served.addAll(
        List.of(
            "initialize",
            "authenticate",
            "session/new",
            "session/load",
            "session/list",
            "session/fork",
            "session/resume",
            "session/prompt",
            "session/cancel",
            "session/set_mode",
            "session/set_model",
            "session/set_config_option",
            "session/close",
            "session/delete",
            "session/steer"));

    assertEquals(served, new TreeSet<>(MethodScopes.byMethod().keySet()));
    assertEquals(Scope.ADMIN, MethodScopes.of("something/new"));
  }

  @ParameterizedTest
  @EnumSource
  void aClientWithoutTheScopeIsToldWhichOneItLacks(Scope missing) throws Exception {
    Set<Scope> others =
        Arrays.stream(Scope.values())
            .filter(scope -> scope != missing && scope != Scope.ADMIN)
            .collect(Collectors.toSet());
    Talk client = new Talk(server, new Caller(new KeyId("k"), others));
    Map<String, String> params = GooseParams.all();
    for (var method : MethodScopes.byMethod().entrySet()) {
      boolean isGoose = params.containsKey(method.getKey());
      if (method.getValue() == missing && isGoose) {
        client.forget();
        JsonObject error =
            client.error(
                "_goose/" + method.getKey(), params.get(method.getKey()).replace('\'', '"'));
        assertEquals(
            "This key lacks the scope `" + missing.wire() + "`",
            error.text("data").orElseThrow(),
            method.getKey());
      }
    }
  }

  @Test
  void onlyWhoMayConfigureBringsServersAlong() throws Exception {
    Talk client = new Talk(server, new Caller(new KeyId("k"), Set.of(Scope.CHAT)));
    String servers =
        "{\"cwd\":\"/\",\"mcpServers\":[{\"name\":\"m\",\"command\":\"run\",\"args\":[],\"env\":[]}]}";

    JsonObject error = client.error("session/new", servers);

    assertEquals("This key lacks the scope `configure`", error.text("data").orElseThrow());
  }

  @Test
  void onlyWhoMayApproveChoosesAMode() throws Exception {
    Caller caller = new Caller(new KeyId("k"), Set.of(Scope.CHAT));
    Talk client = new Talk(server, caller);
    String session = session(caller);

    JsonObject error =
        client.error(
            "session/set_config_option",
            "{\"sessionId\":\"%s\",\"configId\":\"mode\",\"value\":\"auto\"}".formatted(session));

    assertEquals("This key lacks the scope `approve`", error.text("data").orElseThrow());
  }

  @Test
  void whatAClientAsksForIsRecorded() throws Exception {
    clients.getFirst().result("session/list", "{}");
    assertEquals(List.of(), backend.audit.entries(), "there are no keys yet");
  }
}
