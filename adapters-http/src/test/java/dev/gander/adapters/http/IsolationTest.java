package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookEvent;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookTopic;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Fifty keys ask every operation for sessions and schedules of others, and see nothing: the answer
/// is that for an id that does not exist, and nothing changes.
class IsolationTest {
  private static final System.Logger LOG = System.getLogger(IsolationTest.class.getName());
  private static final int KEYS = 50;

  /// Each key asks for what belongs to those so many places further on: all of them are minutes.
  private static final int[] DISTANCES = {1, 7, 24, 49};

  private static final String UNKNOWN = "20200101_99";
  private static final Scope[] ALL_BUT_ADMIN = {
    Scope.READ, Scope.CHAT, Scope.APPROVE, Scope.CONFIGURE
  };

  /// A request; `#` stands for the id.
  private record Ask(String method, String path, String body) {
    Ask about(String id) {
      return new Ask(method, path.replace("#", id), body.replace("#", id));
    }
  }

  private static final Map<String, Ask> ABOUT_SESSIONS = new HashMap<>();
  private static final Map<String, Ask> ABOUT_SCHEDULES = new HashMap<>();
  private static final Map<String, Ask> ABOUT_RUNS = new HashMap<>();
  private static final Map<String, Ask> ABOUT_WEBHOOKS = new HashMap<>();
  private static final Map<String, Ask> ABOUT_DELIVERIES = new HashMap<>();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static void session(String operation, String place, String body) {
    String[] words = place.split(" ");
    ABOUT_SESSIONS.put(operation, new Ask(words[0], words[1], body.replace('\'', '"')));
  }

  private static void schedule(String operation, String place, String body) {
    String[] words = place.split(" ");
    ABOUT_SCHEDULES.put(operation, new Ask(words[0], words[1], body.replace('\'', '"')));
  }

  private static void run(String operation, String place) {
    String[] words = place.split(" ");
    ABOUT_RUNS.put(operation, new Ask(words[0], words[1], ""));
  }

  private static void webhook(String operation, String place) {
    String[] words = place.split(" ");
    ABOUT_WEBHOOKS.put(operation, new Ask(words[0], words[1], ""));
  }

  private static void delivery(String operation, String place) {
    String[] words = place.split(" ");
    ABOUT_DELIVERIES.put(operation, new Ask(words[0], words[1], ""));
  }

  private static final String MESSAGE =
      "{'role':'user','created':1,'content':[{'type':'text','text':'Hi'}],"
          + "'metadata':{'userVisible':true,'agentVisible':true}}";

  static {
    session(
        "resume_agent",
        "POST /agent/resume",
        "{'session_id':'#','load_model_and_extensions':true}");
    session("restart_agent", "POST /agent/restart", "{'session_id':'#'}");
    session("stop_agent", "POST /agent/stop", "{'session_id':'#'}");
    session(
        "update_agent_provider",
        "POST /agent/update_provider",
        "{'session_id':'#','provider':'scripted','model':'m'}");
    session(
        "update_session", "POST /agent/update_session", "{'session_id':'#','goose_mode':'chat'}");
    session(
        "update_working_dir",
        "POST /agent/update_working_dir",
        "{'session_id':'#','working_dir':'/tmp'}");
    session("set_container", "POST /agent/set_container", "{'session_id':'#','container_id':'c'}");
    session("update_from_session", "POST /agent/update_from_session", "{'session_id':'#'}");
    session("get_tools", "GET /agent/tools?session_id=#", "");
    session(
        "call_tool", "POST /agent/call_tool", "{'session_id':'#','name':'x__y','arguments':{}}");
    session(
        "read_resource",
        "POST /agent/read_resource",
        "{'session_id':'#','extension_name':'x','uri':'ui://x'}");
    session(
        "agent_add_extension",
        "POST /agent/add_extension",
        "{'session_id':'#','config':{'type':'platform','name':'todo','description':''}}");
    session(
        "agent_remove_extension",
        "POST /agent/remove_extension",
        "{'session_id':'#','name':'todo'}");
    session("list_apps", "GET /agent/list_apps?session_id=#", "");
    session("list_extension_states", "GET /gander/v1/extensions?session_id=#", "");
    session("restart_extension", "POST /gander/v1/extensions/todo/restart?session_id=#", "");
    session("log_in_to_extension", "POST /gander/v1/extensions/todo/login?session_id=#", "");
    session("reply", "POST /reply", "{'session_id':'#','user_message':" + MESSAGE + "}");
    session(
        "session_reply",
        "POST /sessions/#/reply",
        "{'request_id':'00000000-0000-4000-8000-000000000001','user_message':" + MESSAGE + "}");
    session("session_events", "GET /sessions/#/events", "");
    session("follow_news", "GET /gander/v1/events?sessions=#", "");
    session("session_cancel", "POST /sessions/#/cancel", "{'request_id':'r1'}");
    session(
        "confirm_tool_action",
        "POST /action-required/tool-confirmation",
        "{'id':'t1','action':'allow_once','sessionId':'#'}");
    session("start_run", "POST /gander/v1/runs", "{'session_id':'#','prompt':'Hi'}");
    session("get_session", "GET /sessions/#", "");
    session("get_session_limits", "GET /gander/v1/sessions/#/limits", "");
    session("set_session_limits", "PUT /gander/v1/sessions/#/limits", "{'model_calls':0}");
    session("get_session_node", "GET /gander/v1/sessions/#/node", "");
    session("set_session_node", "PUT /gander/v1/sessions/#/node", "{'labels':['x']}");
    session("get_session_summary", "GET /gander/v1/sessions/#", "");
    session(
        "steer_session", "POST /gander/v1/sessions/#/steer", "{'user_message':" + MESSAGE + "}");
    session("read_messages", "GET /gander/v1/sessions/#/messages", "");
    session("delete_session", "DELETE /sessions/#", "");
    session("pin_session", "PUT /gander/v1/sessions/#/pin", "");
    session("unpin_session", "DELETE /gander/v1/sessions/#/pin", "");
    session("update_session_name", "PUT /sessions/#/name", "{'name':'Mine'}");
    session("fork_session", "POST /sessions/#/fork", "{'copy':true,'truncate':false}");
    session("export_session", "GET /sessions/#/export", "");
    session("get_session_extensions", "GET /sessions/#/extensions", "");
    session(
        "update_session_user_recipe_values",
        "PUT /sessions/#/user_recipe_values",
        "{'userRecipeValues':{}}");
    session(
        "sampling_message", "POST /sessions/#/sampling/message", "{'messages':[],'maxTokens':1}");
    session("share_session_nostr", "POST /sessions/#/share/nostr", "{'relays':[]}");
    session(
        "share_session_with_keys",
        "POST /gander/v1/sessions/#/share-with-keys",
        "{'shared':false}");
    session("create_recipe", "POST /recipes/create", "{'session_id':'#'}");
    run("get_run", "GET /gander/v1/runs/#");
    run("cancel_run", "POST /gander/v1/runs/#/cancel");
    run("run_events", "GET /gander/v1/runs/#/events");
    run("run_result", "GET /gander/v1/runs/#/result");
    webhook("delete_webhook", "DELETE /gander/v1/webhooks/#");
    webhook("rotate_webhook_secret", "POST /gander/v1/webhooks/#/rotate");
    delivery("resend_webhook_delivery", "POST /gander/v1/webhooks/deliveries/#/resend");
    schedule("delete_schedule", "DELETE /schedule/delete/#", "");
    schedule("update_schedule", "PUT /schedule/#", "{'cron':'0 9 * * *'}");
    schedule("run_now_handler", "POST /schedule/#/run_now", "");
    schedule("pause_schedule", "POST /schedule/#/pause", "");
    schedule("unpause_schedule", "POST /schedule/#/unpause", "");
    schedule("kill_running_job", "POST /schedule/#/kill", "");
    schedule("inspect_running_job", "GET /schedule/#/inspect", "");
    schedule("sessions_handler", "GET /schedule/#/sessions?limit=5", "");
    schedule("list_schedule_runs", "GET /gander/v1/schedules/#/runs", "");
    schedule("get_schedule_node", "GET /gander/v1/schedules/#/node", "");
    schedule("set_schedule_node", "PUT /gander/v1/schedules/#/node", "{'labels':['x']}");
  }

  /// Those for administrators, and those that name neither a session nor a schedule: what they list
  /// is looked at below, or is the server's and common to all keys.
  private static final Set<String> ABOUT_NEITHER =
      words(
          """
          status get_features system_info send_telemetry_event openapi health_live health_ready
          console console_page console_file console_folder_file console_version_file
          start_console_session get_console_session end_console_session create_console_code
          api_page api_page_script api_page_library api_page_style
          mcp_ui_proxy mcp_app_proxy get_mcp_app_guest store_mcp_app_guest
          browse_sessions list_runs list_webhooks create_webhook list_webhook_deliveries
          report_usage list_budgets preview_fires check_policy
          get_news_position list_approvals get_approval approval_events answer_approval
          list_sessions search_sessions get_session_insights list_schedules
          start_agent import_session import_session_nostr create_schedule schedule_recipe
          list_recipes parse_recipe scan_recipe encode_recipe decode_recipe recipe_to_yaml
          save_recipe delete_recipe set_recipe_slash_command export_app import_app
          providers get_provider_models get_provider_model_info get_canonical_model_info
          get_provider_catalog get_provider_catalog_template get_slash_commands
          get_dictation_config list_models get_download_progress transcribe_dictation
          list_local_models get_local_model_download_progress list_builtin_chat_templates acp
          read_all_config read_config upsert_config remove_config upsert_permissions
          validate_config backup_config recover_config init_config
          get_prompts get_prompt save_prompt reset_prompt
          get_extensions add_extension remove_extension
          set_config_provider check_provider try_provider detect_provider cleanup_provider_cache
          configure_provider_oauth get_sign_in_step create_custom_provider get_custom_provider
          update_custom_provider remove_custom_provider list_provider_secrets
          delete_provider_secret start_nanogpt_setup start_openrouter_setup start_tetrate_setup
          download_model cancel_download delete_model search_hf_models get_repo_files
          download_hf_model cancel_local_model_download delete_local_model sync_featured_models
          get_model_settings update_model_settings
          list_keys create_key rotate_key revoke_key read_audit diagnostics
          list_backups make_backup sweep_sessions read_metrics list_nodes get_log_levels
          set_log_level
          start_tunnel get_tunnel_status stop_tunnel start_gateway stop_gateway restart_gateway
          remove_gateway gateway_status pair_with_gateway unpair_from_gateway
          """);

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  private static KeyedApi api;
  private static final List<KeyedApi.Holder> holders = new ArrayList<>();
  private static final List<String> sessions = new ArrayList<>();
  private static final List<String> schedules = new ArrayList<>();
  private static final Semaphore secondTries = new Semaphore(3);

  @BeforeAll
  static void start() {
    api = new KeyedApi();
    for (int i = 0; i < KEYS; i++) {
      KeyedApi.Holder holder = api.key("key " + i, ALL_BUT_ADMIN);
      String session = holder.session();
      api.backend.conversations.append(
          new SessionId(session),
          List.of(Message.user("m" + i, 5, new Content.Text("the word swordfish"))));
      holders.add(holder);
      sessions.add(session);
      schedules.add("job" + i);
      assertEquals(200, createSchedule(holder, "job" + i).statusCode());
    }
  }

  private static HttpResponse<String> createSchedule(KeyedApi.Holder holder, String id) {
    return holder.post(
        "/schedule/create",
        "{\"id\":\"%s\",\"cron\":\"0 8 * * *\",\"recipe\":%s}"
            .formatted(id, "{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"Go\"}"));
  }

  @AfterAll
  static void stop() {
    api.close();
    List.of(holders, sessions, schedules).forEach(List::clear);
  }

  @Test
  void everyOperationIsAskedOrNamesNothing() {
    Set<String> known = new TreeSet<>(ABOUT_NEITHER);
    known.addAll(ABOUT_SESSIONS.keySet());
    known.addAll(ABOUT_SCHEDULES.keySet());
    known.addAll(ABOUT_RUNS.keySet());
    known.addAll(ABOUT_WEBHOOKS.keySet());
    known.addAll(ABOUT_DELIVERIES.keySet());

    Set<String> operations =
        TestServer.operations(PublishedOperations.noUseCases(), _ -> true, TestServer.echo())
            .stream()
            .map(Route::id)
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(operations, known);
  }

  @Test
  void nobodySeesTheSessionsOfAnother() throws Exception {
    List<String> before = stored();

    List<String> differences = differences(ABOUT_SESSIONS, sessions, UNKNOWN);

    assertEquals(List.of(), differences);
    assertEquals(before, stored());
  }

  @Test
  void nobodySeesTheSchedulesOfAnother() throws Exception {
    Object before = api.backend.jobs.read();

    List<String> differences = differences(ABOUT_SCHEDULES, schedules, "nosuchjob");

    assertEquals(List.of(), differences);
    assertEquals(before, api.backend.jobs.read());
  }

  @Test
  void nobodySeesTheRunsOfAnother() throws Exception {
    List<String> runs = new ArrayList<>();
    for (KeyedApi.Holder holder : holders) {
      HttpResponse<String> started = holder.post("/gander/v1/runs", "{\"prompt\":\"Hi\"}");
      assertEquals(202, started.statusCode(), started.body());
      runs.add(((JsonObject) JsonText.parse(started.body())).text("id").orElseThrow());
    }

    assertEquals(
        List.of(), differences(ABOUT_RUNS, runs, "run_00000000-0000-0000-0000-000000000000"));
    for (int i = 0; i < KEYS; i++) {
      String run = runs.get(i);
      KeyedApi.Holder holder = holders.get(i);
      String list = holder.get("/gander/v1/runs").body();
      assertEquals(Set.of(run), mentioned(list, runs));
      // Its session is its owner's, too.
      Eventually.holds(() -> holder.get("/gander/v1/runs/" + run).body().contains("succeeded"));
      JsonObject known = RunningApi.object(holder.get("/gander/v1/runs/" + run));
      String session = "/sessions/" + known.text("session_id").orElseThrow();
      assertEquals(200, holder.get(session).statusCode());
      assertEquals(404, holders.get((i + 1) % KEYS).get(session).statusCode());
      assertEquals(200, holder.send("DELETE", session, null).statusCode());
    }
  }

  @Test
  void nobodySeesTheWebhooksOfAnother() throws Exception {
    List<String> hooks = new ArrayList<>();
    List<String> deliveries = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      HttpResponse<String> made =
          holders
              .get(i)
              .post(
                  "/gander/v1/webhooks",
                  "{\"url\":\"https://example.com/%d\",\"events\":[]}".formatted(i));
      JsonObject hook = (JsonObject) JsonText.parse(made.body());
      hooks.add(hook.text("id").orElseThrow());
      KeyId another = new KeyId(holders.get((i + 1) % KEYS).id);
      WebhookEvent event =
          new WebhookEvent(
              "msg_" + i, WebhookTopic.RUN_ENDED, another, null, NOW, JsonObject.EMPTY);
      api.backend.deliveries.add(
          List.of(
              WebhookDelivery.of(
                  event,
                  api.backend.webhooks.find(new WebhookId(hooks.get(i))).orElseThrow(),
                  "{}",
                  NOW)));
      deliveries.add(Integer.toString(i + 1));
    }

    assertEquals(List.of(), differences(ABOUT_WEBHOOKS, hooks, "wh_no"));
    assertEquals(List.of(), differences(ABOUT_DELIVERIES, deliveries, "123456"));
    for (int i = 0; i < KEYS; i++) {
      String list = holders.get(i).get("/gander/v1/webhooks").body();
      assertEquals(Set.of(hooks.get(i)), mentioned(list, hooks));
      String way = holders.get(i).get("/gander/v1/webhooks/deliveries").body();
      assertEquals(Set.of(hooks.get(i)), mentioned(way, hooks));
    }
  }

  private static List<String> stored() {
    return sessions.stream()
        .map(SessionId::new)
        .map(id -> api.backend.sessions.get(id) + " " + api.backend.conversations.messages(id))
        .toList();
  }

  private static List<String> differences(Map<String, Ask> asks, List<String> ids, String unknown)
      throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<String>>> all = new ArrayList<>();
      asks.forEach(
          (operation, ask) -> {
            String expected = strangersAnswer(holders.getFirst(), ask, unknown);
            for (int i = 0; i < KEYS; i++) {
              int key = i;
              all.add(threads.submit(() -> differences(operation, ask, key, ids, expected)));
            }
          });
      List<String> found = new ArrayList<>();
      for (Future<List<String>> one : all) {
        found.addAll(one.get());
      }
      return found;
    }
  }

  private static List<String> differences(
      String operation, Ask ask, int key, List<String> ids, String expected) {
    List<String> found = new ArrayList<>();
    for (int distance : DISTANCES) {
      String other = ids.get((key + distance) % KEYS);
      String answer = strangersAnswer(holders.get(key), ask, other);
      if (!answer.equals(expected)) {
        found.add(operation + ": " + answer + " instead of " + expected);
      }
    }
    return found;
  }

  /// A connection may end between two requests, whoever ends it, and among hundreds of thousands
  /// one did. What strangers ask for changes nothing, so it can be asked again; that this stays an
  /// exception is checked as well.
  private static String strangersAnswer(KeyedApi.Holder holder, Ask ask, String id) {
    try {
      return answer(holder, ask, id);
    } catch (UncheckedIOException e) {
      if (!secondTries.tryAcquire()) {
        throw e;
      }
      LOG.log(Level.WARNING, "asked again", e);
      return answer(holder, ask, id);
    }
  }

  private static String answer(KeyedApi.Holder holder, Ask ask, String id) {
    Ask about = ask.about(id);
    HttpResponse<String> answer =
        holder.send(about.method(), about.path(), about.body().isEmpty() ? null : about.body());
    return answer.statusCode() + " " + answer.body().replace(id, "#");
  }

  /// The same requests do something for the owner, so that the test above means something.
  @Test
  void theOwnerSeesThem() {
    Set<String> changing = words("delete_session stop_agent restart_agent delete_schedule reply");
    Set<String> endless = words("session_events follow_news");
    KeyedApi.Holder owner = api.key("owner", ALL_BUT_ADMIN);
    String session = owner.session();
    assertEquals(200, createSchedule(owner, "owned").statusCode());
    List<String> alike = new ArrayList<>();
    ABOUT_SESSIONS.forEach(
        (operation, ask) -> {
          if (!changing.contains(operation) && !endless.contains(operation)) {
            note(alike, operation, answer(owner, ask, session), answer(owner, ask, UNKNOWN));
          }
        });
    ABOUT_SCHEDULES.forEach(
        (operation, ask) -> {
          if (!changing.contains(operation)) {
            note(alike, operation, answer(owner, ask, "owned"), answer(owner, ask, "nosuch"));
          }
        });
    alike.removeAll(
        // No app, no question, no run, no tool is there; the answer to a cancel is always the same.
        words("list_apps confirm_tool_action sessions_handler list_schedule_runs set_container"));

    assertEquals(List.of(), alike);
  }

  private static void note(List<String> alike, String operation, String own, String unknown) {
    if (own.equals(unknown)) {
      alike.add(operation);
    }
  }

  @Test
  void listsHoldWhatIsOnesOwn() {
    for (int i = 0; i < KEYS; i++) {
      KeyedApi.Holder holder = holders.get(i);
      for (String path : List.of("/sessions", "/sessions/search?query=swordfish")) {
        String found = holder.get(path).body();
        assertEquals(Set.of(sessions.get(i)), mentioned(found, sessions), path);
      }
      assertEquals(
          Set.of("\"job" + i + "\""),
          mentioned(
              holder.get("/schedule/list").body(),
              schedules.stream().map(id -> "\"" + id + "\"").toList()));
      assertEquals(
          "{\"totalSessions\":1,\"totalTokens\":0}", holder.get("/sessions/insights").body());
    }
  }

  private static Set<String> mentioned(String text, List<String> ids) {
    return ids.stream()
        .filter(id -> text.contains("\"" + id.replace("\"", "") + "\""))
        .collect(Collectors.toSet());
  }

  @Test
  void aSearchLimitCountsWhatIsSeen() {
    String found = holders.getFirst().get("/sessions/search?query=swordfish&limit=1").body();

    assertEquals(Set.of(sessions.getFirst()), mentioned(found, sessions));
  }

  @Test
  void administratorsAndTheServerSeeAll() {
    KeyedApi.Holder admin = api.key("admin", Scope.ADMIN);

    for (String found :
        List.of(admin.get("/sessions").body(), api.server.get("/sessions").body())) {
      assertTrue(mentioned(found, sessions).containsAll(sessions));
    }
    assertEquals(200, admin.get("/sessions/" + sessions.get(7)).statusCode());
  }

  @Test
  void whatTheServerMakesIsSeenByNoKey() {
    Session own =
        api.use.agents().start().start(new StartAgent.Request("/work", null, null, null, null));

    assertEquals(404, holders.getFirst().get("/sessions/" + own.id()).statusCode());
    assertEquals(200, api.server.get("/sessions/" + own.id()).statusCode());
  }

  @Test
  void copiesBelongToWhoeverMakesThem() {
    KeyedApi.Holder owner = holders.get(3);
    String copy =
        RunningApi.object(
                owner.post(
                    "/sessions/" + sessions.get(3) + "/fork", "{\"copy\":true,\"truncate\":false}"))
            .text("sessionId")
            .orElseThrow();
    String exported = owner.get("/sessions/" + copy + "/export").body();
    String imported =
        RunningApi.object(owner.post("/sessions/import", "{\"json\":" + exported + "}"))
            .text("id")
            .orElseThrow();

    assertNotEquals(copy, imported);
    for (String made : List.of(copy, imported)) {
      assertEquals(200, owner.get("/sessions/" + made).statusCode());
      assertEquals(404, holders.get(4).get("/sessions/" + made).statusCode());
      assertEquals(200, owner.send("DELETE", "/sessions/" + made, null).statusCode());
    }
  }

  @Test
  void aSharedSessionIsSeenByAllAndDeletedByItsOwner() {
    KeyedApi.Holder owner = api.key("sharer", ALL_BUT_ADMIN);
    KeyedApi.Holder other = api.key("guest", ALL_BUT_ADMIN);
    String session = owner.session();
    String share = "/gander/v1/sessions/" + session + "/share-with-keys";

    assertEquals("{\"shared\":true}", owner.post(share, "{\"shared\":true}").body());
    assertEquals(200, other.get("/sessions/" + session).statusCode());
    assertTrue(other.get("/sessions").body().contains(session));
    assertEquals(404, other.post(share, "{\"shared\":false}").statusCode());
    assertEquals(404, other.send("DELETE", "/sessions/" + session, null).statusCode());
    assertEquals(200, owner.get("/sessions/" + session).statusCode());

    assertEquals(200, owner.post(share, "{\"shared\":false}").statusCode());
    assertEquals(404, other.get("/sessions/" + session).statusCode());
    assertEquals(200, owner.send("DELETE", "/sessions/" + session, null).statusCode());
  }

  @Test
  void theRunsOfAScheduleBelongToItsOwner() {
    KeyedApi.Holder owner = api.key("scheduler", ALL_BUT_ADMIN);
    createSchedule(owner, "nightly");
    api.backend.model.plays(voice -> voice.says("done"));

    // By an administrator: it is the job's owner that counts.
    String session =
        RunningApi.object(api.server.method("POST", "/schedule/nightly/run_now"))
            .text("session_id")
            .orElseThrow();

    assertEquals(200, owner.get("/sessions/" + session).statusCode());
    assertTrue(owner.get("/schedule/nightly/sessions?limit=5").body().contains(session));
    assertEquals(404, holders.getFirst().get("/sessions/" + session).statusCode());
    assertEquals("[]", holders.getFirst().get("/schedule/nightly/sessions?limit=5").body());
  }

  @Test
  void nobodyHearsOfWhatOthersDo() {
    KeyedApi.Holder hearer = api.key("hearer", ALL_BUT_ADMIN);
    KeyedApi.Holder other = api.key("unheard", ALL_BUT_ADMIN);
    api.backend.model.plays(voice -> voice.says("done"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.server.uri("/gander/v1/events"))
            .header("x-secret-key", hearer.secret);
    Map<KeyedApi.Holder, String> last = new LinkedHashMap<>();
    List<SseClient.Event> events = new ArrayList<>();
    try (SseClient heard = SseClient.open(api.server, request)) {
      assertEquals("approvals", heard.next().orElseThrow().type());
      assertEquals("ready", heard.next().orElseThrow().type());
      for (KeyedApi.Holder holder : List.of(other, hearer)) {
        String session = holder.session();
        holder.send("PUT", "/sessions/" + session + "/name", "{\"name\":\"N\"}");
        String run = "{\"session_id\":\"" + session + "\",\"prompt\":\"Hi\",\"wait\":60}";
        assertEquals(200, holder.post("/gander/v1/runs", run).statusCode());
        last.put(holder, session);
      }
      readUntil("turn_ended", heard, events); // What is deleted is told no more.
      last.forEach(
          (holder, session) ->
              assertEquals(200, holder.send("DELETE", "/sessions/" + session, null).statusCode()));
      readUntil("session_deleted", heard, events);

      Set<String> types = events.stream().map(SseClient.Event::type).collect(Collectors.toSet());
      assertTrue(
          types.containsAll(words("session turn_begun run session_deleted")), types::toString);
      String all = events.toString();
      assertTrue(all.contains(last.get(hearer)), all);
      assertFalse(all.contains(last.get(other)), all);
      assertFalse(all.contains(other.id), all);
    }
  }

  private static void readUntil(String type, SseClient client, List<SseClient.Event> events) {
    do {
      events.add(client.next().orElseThrow());
    } while (!events.getLast().type().equals(type));
  }

  @Test
  void aDeletedScheduleOfAnotherCannotBeMadeAgain() {
    KeyedApi.Holder owner = api.key("first", ALL_BUT_ADMIN);
    createSchedule(owner, "reused");
    assertEquals(204, owner.send("DELETE", "/schedule/delete/reused", null).statusCode());

    assertEquals(409, createSchedule(holders.getFirst(), "reused").statusCode());
    assertEquals(200, createSchedule(owner, "reused").statusCode());
    owner.send("DELETE", "/schedule/delete/reused", null);
  }

  @Test
  void aKeyWithoutAnyRightsSeesNoBody() {
    assertEquals(
        401,
        Stream.of("gk_" + "A".repeat(43), "gk_", "x")
            .map(
                text ->
                    api.server.send(
                        HttpRequest.newBuilder(api.server.uri("/sessions"))
                            .header("x-secret-key", text)))
            .mapToInt(HttpResponse::statusCode)
            .max()
            .orElseThrow());
  }
}
