package dev.gander.application.agent;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.AgentNotInMemory;
import dev.gander.application.api.agent.StartAgent.Request;
import dev.gander.application.api.agent.StopAgent;
import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.application.api.agent.UpdateWorkingDir;
import dev.gander.application.api.provider.ModelSettingsInvalid;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.model.ModelNotReady.Reason;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.testkit.extension.ScriptedExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLifeTest {
  private static final SessionId NOPE = new SessionId("nope");
  private final Workbench bench = new Workbench().withModel();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aNewSessionGetsWhatTheSettingsEnable() {
    bench.settings.put("GOOSE_MODE", Json.of("approve"));

    Session session = bench.start.start(new Request("  ", null, null, null, null));

    assertEquals("  ", session.workingDir());
    assertEquals("New Chat", session.name().text());
    assertEquals(GooseMode.APPROVE, session.mode());
    assertEquals(
        List.of(
            "analyze", "todo", "apps", "Extension Manager", "summon", "developer", "tom", "skills"),
        names(session));
  }

  @Test
  void overridesReplaceTheEnabledExtensionsAndUnknownPlatformOnesAreDropped() {
    Session session = bench.session(platform("nosuch"), platform("todo"));

    assertEquals(List.of("todo"), names(session));
    assertEquals(List.of(), names(bench.session()));
  }

  @Test
  void aModeThatDoesNotExistCountsAsAuto() {
    bench.settings.put("GOOSE_MODE", Json.of("bogus"));

    assertEquals(GooseMode.AUTO, bench.session().mode());
  }

  @Test
  void aRecipeBringsProviderModelAndExtensions() {
    JsonObject recipe =
        recipe()
            .with("settings", texts("goose_provider", "scripted").with("goose_model", Json.of("m")))
            .with(
                "extensions",
                JsonArray.of(texts("type", "platform").with("name", Json.of("todo"))));

    Session session =
        bench.start.start(new Request("/w", recipe, null, null, List.of(platform("tom"))));

    assertEquals("scripted", session.model().provider());
    assertEquals(ModelConfig.of("m"), session.model().config());
    assertEquals(List.of("todo"), names(session));
  }

  @Test
  void aRecipeWithoutTaskOrOfTheWrongShapeLeavesNoSession() {
    JsonObject idle = texts("title", "t").with("description", Json.of("d"));

    assertThrows(InvalidInput.class, () -> start(idle));
    assertThrows(InvalidShape.class, () -> start(JsonObject.EMPTY));
    assertThrows(InvalidShape.class, () -> start(Json.of("x")));
    assertMessage(
        "Recipe not found: id",
        assertThrows(
            NotFound.class,
            () -> bench.start.start(new Request("/w", null, "id", null, List.of()))));
    assertMessage(
        "Failed to decode recipe deeplink",
        assertThrows(
            InvalidInput.class,
            () -> bench.start.start(new Request("/w", null, null, "%", List.of()))));
    assertEquals(
        List.of(),
        bench.sessions.list(java.util.Set.of(dev.gander.domain.session.SessionType.values())));
  }

  @Test
  void resumingStoresTheProviderAndTellsHowExtensionsDid() throws Exception {
    bench.connector.offer("good", (_, _) -> new ScriptedExtension()).refuse("bad", "boom");
    Session session = bench.session(config("bad"), config("good"));

    var first = bench.resume.resume(session.id(), true);
    var second = bench.resume.resume(session.id(), true);

    assertNull(first.session().model().provider());
    assertEquals(
        List.of(new ExtensionLoadResult("bad", "boom"), ExtensionLoadResult.success("good")),
        first.results().orElseThrow());
    assertEquals("scripted", second.session().model().provider());
    assertEquals(List.of(ExtensionLoadResult.success("good")), second.results().orElseThrow());
    assertEquals(List.of("good"), names(bench.sessions.get(session.id())));
  }

  @Test
  void whenEveryExtensionFailsTheListStaysAndIsTriedAgain() throws Exception {
    bench.connector.refuse("bad", "boom");
    Session session = bench.session(config("bad"));

    for (int i = 0; i < 2; i++) {
      var resumed = bench.resume.resume(session.id(), true);
      assertEquals(
          List.of(new ExtensionLoadResult("bad", "boom")), resumed.results().orElseThrow());
      assertEquals(List.of("bad"), names(bench.sessions.get(session.id())));
    }
  }

  @Test
  void theResultsAreThoseOfTheExtensionsOfNow() throws Exception {
    bench.connector.offer("later", (_, _) -> new ScriptedExtension());
    Session session = bench.session();
    bench.agents.get(session.id());
    bench.add.add(session.id(), config("later"));

    var resumed = bench.resume.resume(session.id(), true);

    assertEquals(List.of(ExtensionLoadResult.success("later")), resumed.results().orElseThrow());
  }

  @Test
  void whatHasBeenRemovedSinceIsNotTold() throws Exception {
    bench.connector.offer("good", (_, _) -> new ScriptedExtension());
    bench.connector.offer("gone", (_, _) -> new ScriptedExtension());
    Session session = bench.session(config("gone"), config("good"));
    bench.agents.get(session.id());
    bench.remove.remove(session.id(), "gone");

    var resumed = bench.resume.resume(session.id(), true);

    assertEquals(List.of(ExtensionLoadResult.success("good")), resumed.results().orElseThrow());
    assertEquals(List.of("good"), names(bench.sessions.get(session.id())));
  }

  @Test
  void aFailureIsToldOnceBeforeTheNextTry() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    bench.connector.offer(
        "flaky",
        (_, _) -> {
          if (tries.incrementAndGet() == 1) {
            throw new ExtensionException("not yet", null);
          }
          return new ScriptedExtension();
        });
    bench.connector.refuse("bad", "boom");
    SessionId id = bench.session(config("bad"), config("flaky")).id();
    ExtensionLoadResult bad = new ExtensionLoadResult("bad", "boom");

    assertEquals(
        List.of(bad, new ExtensionLoadResult("flaky", "not yet")),
        bench.resume.resume(id, true).results().orElseThrow());
    assertEquals(1, tries.get());
    assertEquals(List.of("bad", "flaky"), names(bench.sessions.get(id)));

    assertEquals(
        List.of(bad, ExtensionLoadResult.success("flaky")),
        bench.resume.resume(id, true).results().orElseThrow());
    assertEquals(2, tries.get());
    assertEquals(List.of("flaky"), names(bench.sessions.get(id)));
  }

  @Test
  void restartingAndMovingTellHowExtensionsDid(@TempDir Path dir) throws Exception {
    bench.connector.offer("good", (_, _) -> new ScriptedExtension());
    SessionId id = bench.session(config("good")).id();
    var move = new UpdateWorkingDir(bench.sessions, bench.models, bench.restart, dir);
    List<ExtensionLoadResult> expected = List.of(ExtensionLoadResult.success("good"));

    assertEquals(expected, bench.restart.restart(id));
    assertEquals(expected, move.update(id, dir.toString()));
  }

  @Test
  void openingASessionAnswersTheCallsThatAKilledServerLeftOpen() throws Exception {
    for (boolean load : List.of(true, false)) {
      SessionId id = bench.session().id();
      var call = new ToolCall("x", JsonObject.EMPTY);
      bench.conversations.append(
          id,
          List.of(
              Message.assistant(
                  "m", 1, new Content.ToolRequest("c", Outcome.success(call), JsonObject.EMPTY))));

      List<Message> shown = bench.resume.resume(id, load).messages();

      assertEquals(
          "c",
          assertInstanceOf(Content.ToolResponse.class, shown.getLast().content().getFirst()).id());
    }
  }

  @Test
  void resumingWithoutLoadingMakesNoAgentAnswerForAModel() throws Exception {
    Session session = bench.session();
    bench.active.forgetProvider();

    assertTrue(bench.resume.resume(session.id(), false).results().isEmpty());
    assertEquals(new Reason.NoProvider(), notReady(session.id()));
    assertThrows(SessionNotFound.class, () -> bench.resume.resume(NOPE, true));
  }

  @Test
  void aProviderWithoutItsKeyFailsAndIsNotStored() throws Exception {
    bench.active.activate("locked", "m");
    Session session = bench.session();

    assertEquals(new Reason.NotMade("LOCKED_KEY is not set"), notReady(session.id()));
    assertThrows(ModelNotReady.class, () -> bench.restart.restart(session.id()));
    assertNull(bench.sessions.get(session.id()).model().provider());
  }

  @Test
  void aSessionWhoseProviderIsGoneFallsBackToTheActiveOne() throws Exception {
    SessionId id = bench.session().id();
    bench.sessions.update(id, it -> it.withModel(new SessionModel("gone", ModelConfig.of("old"))));

    Session shown = bench.resume.resume(id, true).session();

    assertEquals("scripted", shown.model().provider());
    assertEquals(ModelConfig.of("small"), shown.model().config());
  }

  @Test
  void aSessionWhoseProviderIsGoneFailsWithoutAnother() {
    SessionId id = bench.session().id();
    bench.sessions.update(id, it -> it.withModel(new SessionModel("gone", ModelConfig.of("old"))));
    bench.active.forgetProvider();

    assertEquals(new Reason.UnknownProvider("gone"), notReady(id));
  }

  @Test
  void aFailedRestartLeavesTheAgentRunning() throws Exception {
    Session session = bench.session();
    Agent before = bench.agents.get(session.id());
    bench.active.forgetProvider();

    assertThrows(Unavailable.class, () -> bench.restart.restart(session.id()));

    assertEquals(before, bench.agents.find(session.id()).orElseThrow());
  }

  @Test
  void stoppingNeedsAnAgentInMemory() throws Exception {
    Session session = bench.session();
    bench.agents.get(session.id());
    StopAgent stop = new StopAgent(bench.sessions, bench.turns, bench.agents);

    stop.stop(session.id());

    AgentNotInMemory again = assertThrows(AgentNotInMemory.class, () -> stop.stop(session.id()));
    assertEquals(session.id(), again.session());
    assertTrue(bench.sessions.find(session.id()).isPresent());
  }

  @Test
  void anAgentOfNoSessionIsRemovedButWasNotThere() throws Exception {
    SessionId nope = new SessionId("nope");
    bench.agents.get(nope);
    StopAgent stop = new StopAgent(bench.sessions, bench.turns, bench.agents);

    assertThrows(AgentNotInMemory.class, () -> stop.stop(nope));

    assertTrue(bench.agents.find(nope).isEmpty());
  }

  @Test
  void aChosenModelIsStoredAndUsed() throws Exception {
    Session session = bench.session();
    Agent agent = bench.agents.get(session.id());
    JsonObject params = JsonObject.of("top_p", Json.of(0.5));
    bench.settings.put("GOOSE_FAST_MODEL", Json.of("tiny"));

    bench.updateProvider.update(
        session.id(), new UpdateProvider.Choice("scripted", "large", 4242, params));

    ModelConfig stored = bench.sessions.get(session.id()).model().config();
    assertEquals(
        ModelConfig.of("large")
            .withContextLimit(4242)
            .withRequestParams(params)
            .withReasoning(false),
        stored);
    assertEquals(stored, agent.model().orElseThrow().model());
    assertEquals("tiny", agent.model().orElseThrow().fastModel().modelName());
  }

  /// Also where goose has stored it, which notes nothing: the session says who its model was.
  @Test
  void whoSignedThoughtsIsNotedWhenTheModelBecomesAnothers() throws Exception {
    SessionId id = bench.session().id();
    bench.sessions.update(
        id, it -> it.withModel(new SessionModel("acme", ModelConfig.of("poet-3"))));
    Message user = Message.user("u", 1, new Content.Text("Go"));
    Message thought = Message.assistant("t", 2, new Content.Thinking("hm", "sig"));
    bench.conversations.append(id, List.of(user, thought));

    bench.updateProvider.update(id, new UpdateProvider.Choice("scripted", "poet-2.5", null, null));
    assertEquals(List.of(user, thought), bench.conversations.messages(id));

    bench.updateProvider.update(id, new UpdateProvider.Choice("scripted", "bard-x", null, null));
    Message noted = thought.withMetadata(thought.metadata().withSigner("poet"));
    assertEquals(List.of(user, noted), bench.conversations.messages(id));
  }

  @Test
  void aModelOfTheCatalogBringsItsLimits() throws Exception {
    Session session = bench.session();

    bench.updateProvider.update(
        session.id(), new UpdateProvider.Choice("scripted", "known", null, null));

    assertEquals(
        ModelConfig.of("known").withContextLimit(9_000).withMaxTokens(700).withReasoning(true),
        bench.sessions.get(session.id()).model().config());
  }

  @Test
  void theLimitOfAWorkerIsNotTheSessionsOwn() throws Exception {
    bench.settings.put("GOOSED_API_VERSION", Json.of("1.26"));
    bench.settings.put("GOOSE_LEAD_MODEL", Json.of("big"));
    bench.settings.put("GOOSE_WORKER_CONTEXT_LIMIT", Json.of(700));
    Session session = bench.session();
    Agent agent = bench.agents.get(session.id());

    bench.updateProvider.update(
        session.id(), new UpdateProvider.Choice("scripted", "known", null, null));

    assertEquals(9_000, bench.sessions.get(session.id()).model().config().contextLimit());
    assertEquals(700, agent.model().orElseThrow().model().contextLimit());
  }

  @Test
  void aProviderThatCannotBeUsedIsRefusedAndNothingChanges() {
    Session session = bench.session();

    refused(session.id(), "Unknown provider: nosuch", "nosuch", "m");
    refused(session.id(), "Provider 'locked' is not configured", "locked", "m");
    bench.settings.put("GOOSE_MAX_TOKENS", Json.of("many"));
    var choice = new UpdateProvider.Choice("scripted", "m", null, null);
    assertMessage(
        "The setting GOOSE_MAX_TOKENS must be a number",
        assertThrows(
            ModelSettingsInvalid.class, () -> bench.updateProvider.update(session.id(), choice)));
    bench.active.forgetModel();
    refused(session.id(), "No model specified", "scripted", null);
    assertNull(bench.sessions.get(session.id()).model().provider());
  }

  @Test
  void choosingAProviderNeedsASession() {
    var choice = new UpdateProvider.Choice("scripted", "m", null, null);

    assertThrows(SessionNotFound.class, () -> bench.updateProvider.update(NOPE, choice));
  }

  @Test
  void aModeChangesTheSessionAndItsAgent() throws Exception {
    Session session = bench.session();
    Agent agent = bench.agents.get(session.id());
    UpdateSession update = new UpdateSession(bench.sessions, bench.agents);

    update.changeMode(session.id(), "chat");

    assertEquals(GooseMode.CHAT, agent.mode());
    assertEquals(GooseMode.CHAT, bench.sessions.get(session.id()).mode());
    for (String wrong : List.of("bogus", "AUTO", "smart-approve", "", " auto")) {
      assertMessage(
          "Invalid mode: " + wrong,
          assertThrows(InvalidInput.class, () -> update.changeMode(session.id(), wrong)));
    }
    assertThrows(SessionNotFound.class, () -> update.changeMode(NOPE, "chat"));
  }

  @Test
  void aWorkingFolderIsTrimmedStoredAndUsedByANewAgent(@TempDir Path dir) throws Exception {
    Session session = bench.session();
    var update = new UpdateWorkingDir(bench.sessions, bench.models, bench.restart, dir);

    update.update(session.id(), " " + dir + " ");

    assertEquals(dir.toString(), bench.sessions.get(session.id()).workingDir());
    assertEquals(dir, bench.agents.get(session.id()).workingDir());
    assertThrows(InvalidInput.class, () -> update.update(session.id(), "  "));
    assertThrows(InvalidInput.class, () -> update.update(session.id(), "/no/such"));
    assertThrows(InvalidInput.class, () -> update.update(session.id(), "\0"));
    assertThrows(NotFound.class, () -> update.update(NOPE, dir.toString()));
  }

  @Test
  void aWorkingFolderIsNotStoredWhenTheAgentCannotBeMadeAgain(@TempDir Path dir) {
    Session session = bench.session();
    bench.active.forgetProvider();
    var update = new UpdateWorkingDir(bench.sessions, bench.models, bench.restart, dir);

    assertThrows(Unavailable.class, () -> update.update(session.id(), dir.toString()));

    assertEquals("/work", bench.sessions.get(session.id()).workingDir());
  }

  @Test
  void aRecipeIsAppliedOnDemandAndAgainAfterARestart() throws Exception {
    JsonObject schema = texts("type", "object").with("properties", JsonObject.EMPTY);
    JsonObject recipe = recipe().with("response", JsonObject.of("json_schema", schema));
    Session session = bench.start.start(new Request("/w", recipe, null, null, List.of()));
    Agent agent = bench.agents.get(session.id());
    UpdateFromSession apply =
        new UpdateFromSession(bench.sessions, bench.kitchen.ofSessions(), bench.agents);
    assertEquals(List.of(), agent.promptExtras().now().texts());

    apply.apply(session.id());

    assertEquals(List.of("Tidy up."), agent.promptExtras().now().texts());
    assertEquals("Tidy", agent.recipe().orElseThrow().title());
    assertEquals(schema, agent.finalOutput().orElseThrow().tool().inputSchema());
    assertTrue(
        bench.listTools.list(session.id(), null).stream()
            .anyMatch(item -> item.tool().name().equals(FinalOutput.TOOL)),
        "the tool for the answer is listed with the others");
    bench.restart.restart(session.id());
    assertTrue(bench.agents.get(session.id()).finalOutput().isPresent());
    apply.apply(bench.session().id());
    assertThrows(SessionNotFound.class, () -> apply.apply(NOPE));
  }

  @Test
  void theToolForAnAnswerAlwaysTakesArguments() throws Exception {
    JsonObject schema = texts("type", "object");
    JsonObject recipe = recipe().with("response", JsonObject.of("json_schema", schema));
    Session session = bench.start.start(new Request("/w", recipe, null, null, List.of()));

    new UpdateFromSession(bench.sessions, bench.kitchen.ofSessions(), bench.agents)
        .apply(session.id());

    assertEquals(
        schema.with("properties", JsonObject.EMPTY),
        bench.agents.get(session.id()).finalOutput().orElseThrow().tool().inputSchema());
  }

  @Test
  void makingAnAgentDoesNotMoveASessionInTheList() throws Exception {
    bench.connector.offer("x", (_, _) -> new ScriptedExtension());
    Session session = bench.session(config("x"));
    bench.resume.resume(session.id(), true);
    var before = bench.sessions.get(session.id()).activity().updatedAt();
    bench.agents.stop(session.id());
    bench.clock.advance(Duration.ofHours(1));

    bench.resume.resume(session.id(), true);

    assertEquals(before, bench.sessions.get(session.id()).activity().updatedAt());
  }

  private Reason notReady(SessionId id) {
    return assertThrows(ModelNotReady.class, () -> bench.resume.resume(id, true)).reason();
  }

  private void refused(SessionId id, String message, String provider, String model) {
    var choice = new UpdateProvider.Choice(provider, model, null, null);
    assertMessage(
        message, assertThrows(InvalidInput.class, () -> bench.updateProvider.update(id, choice)));
  }

  private void start(Json recipe) {
    bench.start.start(new Request("/w", recipe, null, null, List.of()));
  }

  private static void assertMessage(String message, Exception failure) {
    assertEquals(message, failure.getMessage());
  }

  private static List<String> names(Session session) {
    return EnabledExtensions.read(session.extensionData()).orElseThrow().stream()
        .map(ExtensionConfig::name)
        .toList();
  }

  private static ExtensionConfig platform(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }

  private static JsonObject recipe() {
    return texts("title", "Tidy")
        .with("description", Json.of("Tidies"))
        .with("instructions", Json.of("Tidy up."));
  }

  private static JsonObject texts(String name, String value) {
    return JsonObject.of(name, Json.of(value));
  }
}
