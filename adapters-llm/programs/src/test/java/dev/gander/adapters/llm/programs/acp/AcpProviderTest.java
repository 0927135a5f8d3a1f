package dev.gander.adapters.llm.programs.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.WorkContext;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ProviderFactoryContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcpProviderTest implements ProviderContract {
  private static final Message HELLO = Message.user("u1", 1, new Content.Text("hello"));
  private static final Message ANSWER = Message.assistant("a1", 2, new Content.Text("one"));
  private static final Message AGAIN = Message.user("u2", 3, new Content.Text("again"));
  private static final Action.ToolConfirmation QUESTION =
      new Action.ToolConfirmation("c1", "Run it", JsonObject.EMPTY, null, JsonObject.EMPTY);

  @TempDir private Path folder;
  private FakeAgent agent;
  private final List<Provider> made = new ArrayList<>();

  @BeforeEach
  void install() throws IOException {
    agent = new FakeAgent(folder);
  }

  @AfterEach
  void nothingIsLeft() {
    made.forEach(Provider::close);
    assertEquals(List.of(), agent.program.running());
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(
        Capability.KEY,
        Capability.TOKEN_COUNTS,
        Capability.FRAGMENTS,
        Capability.MODEL_LIST,
        Capability.IMAGES,
        Capability.THINKING);
  }

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) throws IOException {
    for (ScriptedAnswer answer : answers) {
      agent.play(answer);
    }
    return provider(Duration.ofSeconds(30));
  }

  private Provider provider(Duration timeToAnswer) {
    Provider provider =
        new AcpProviderFactory.Claude(timeToAnswer)
            .create(
                agent.program.settings(Map.of(), List.of(folder.toString())),
                ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
    made.add(provider);
    return provider;
  }

  @Override
  public boolean isAgent() {
    return true;
  }

  @Override
  public boolean asks() {
    return true;
  }

  @Override
  public Provider asking(Action.ToolConfirmation question) throws IOException {
    agent.asks(question);
    return provider(List.of());
  }

  @Override
  public ProviderRequest request() {
    return request(GooseMode.APPROVE, HELLO);
  }

  private ProviderRequest request(GooseMode mode, Message... messages) {
    return request("current", mode, List.of(), messages);
  }

  private ProviderRequest request(
      String model, GooseMode mode, List<McpServer> servers, Message... messages) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "20260304_1",
        "You are a test.",
        List.of(messages),
        List.of(),
        new WorkContext(folder, mode, servers));
  }

  @Nested
  class Factory implements ProviderFactoryContract {
    @Override
    public ProviderFactory factory() {
      return new AcpProviderFactory.Claude();
    }

    @Override
    public ProviderSettings settings() {
      return agent.program.settings(Map.of(), List.of(folder.toString()));
    }
  }

  private static List<Message> play(Provider provider, ProviderRequest request)
      throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.messages(ProviderContract.drain(stream));
    }
  }

  private List<String> methods() {
    return agent.program.heard().stream().flatMap(line -> line.text("method").stream()).toList();
  }

  private JsonObject params(String method) {
    return agent.program.heard().stream()
        .filter(line -> line.text("method").equals(Optional.of(method)))
        .reduce((_, last) -> last)
        .flatMap(line -> line.object("params"))
        .orElseThrow();
  }

  @Test
  void theSameAgentIsAskedAgainForTheNextMessageAlone() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    play(provider, request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN));
    assertEquals(
        List.of("initialize", "session/new", "session/prompt", "session/prompt"), methods());
    assertEquals(
        JsonText.parse(
            "{\"sessionId\": \"s1\", \"prompt\": [{\"type\": \"text\", \"text\": \"again\"}]}"),
        params("session/prompt"));
  }

  @Test
  void anAgentThatDoesNotKnowTheConversationIsToldIt() throws Exception {
    play(
        provider(List.of(ScriptedAnswer.says("two"))),
        request(GooseMode.APPROVE, HELLO, ANSWER, AGAIN));
    List<Json> blocks = params("session/prompt").array("prompt").map(JsonArray::items).get();
    assertEquals(2, blocks.size());
    assertTrue(JsonText.write(blocks.getFirst()).contains("[user]: hello\\n[assistant]: one"));
  }

  @Test
  void theModeIsSetWhenItIsAnotherOne() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    assertFalse(methods().contains("session/set_mode"));
    play(provider, request(GooseMode.AUTO, HELLO, ANSWER, AGAIN));
    assertEquals(Optional.of("bypassPermissions"), params("session/set_mode").text("modeId"));
    assertEquals(1, agent.program.starts().size());
  }

  @Test
  void theModelIsSetUnlessTheAgentChooses() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("one"), ScriptedAnswer.says("two")));
    play(provider, request());
    assertFalse(methods().contains("session/set_model"));
    play(provider, request("small", GooseMode.APPROVE, List.of(), HELLO, ANSWER, AGAIN));
    assertEquals(Optional.of("small"), params("session/set_model").text("modelId"));
  }

  @Test
  void itsModelsAreThoseOfASession() throws Exception {
    assertEquals(List.of("current", "big", "small"), provider(List.of()).models());
  }

  @Test
  void itConnectsTheSessionsExtensions() throws Exception {
    McpServer files = new McpServer.Stdio("files", "npx", List.of("-y"), Map.of("KEY", "v"));
    McpServer web = new McpServer.Http("web", "http://x", Map.of("A", "b"));
    McpServer elsewhere =
        new McpServer.Stdio("elsewhere", "npx", List.of(), Map.of(), Path.of("/else"));
    play(
        provider(List.of(ScriptedAnswer.says("ok"))),
        request("current", GooseMode.APPROVE, List.of(files, web, elsewhere), HELLO));
    assertEquals(
        JsonText.parse(
            """
            [{"name": "files", "command": "npx", "args": ["-y"],
              "env": [{"name": "KEY", "value": "v"}]},
             {"type": "http", "name": "web", "url": "http://x",
              "headers": [{"name": "A", "value": "b"}]}]"""),
        params("session/new").get("mcpServers"));
  }

  @Test
  void thoughtsAreForTheUserAndWordsAfterACallAreAnotherMessage() throws Exception {
    agent.program.answers(
        List.of(
            FakeAgent.chunk("agent_thought_chunk", "Hm"),
            FakeAgent.chunk("agent_message_chunk", "Let "),
            FakeAgent.chunk("agent_message_chunk", "me."),
            FakeAgent.update(
                """
                {"sessionUpdate": "tool_call", "toolCallId": "c1", "title": "ls", "kind": "execute",
                 "rawInput": {"command": "ls"}}"""),
            FakeAgent.update(
                "{\"sessionUpdate\": \"tool_call_update\", \"toolCallId\": \"c1\","
                    + " \"status\": \"in_progress\"}"),
            FakeAgent.update(
                """
                {"sessionUpdate": "tool_call_update", "toolCallId": "c1", "status": "completed",
                 "content": [{"type": "content", "content": {"type": "text", "text": "a b"}}]}"""),
            FakeAgent.chunk("agent_message_chunk", "Done.")),
        FakeAgent.ends(TokenUsage.of(1L, 1L, null)));
    List<Message> messages = play(provider(List.of()), request());
    assertEquals(MessageMetadata.USER_ONLY, messages.get(0).metadata());
    assertEquals(messages.get(1).id(), messages.get(2).id());
    Content.ToolRequest call = messages.get(3).toolRequests().getFirst();
    assertTrue(call.isDispatchedExternally());
    assertEquals(
        Outcome.success(new ToolCall("ls", JsonObject.of("command", Json.of("ls")))), call.call());
    assertEquals(
        List.of(new Content.ToolResponse("c1", Outcome.success(ToolResult.text("a b")))),
        messages.get(4).content());
    assertNotEquals(messages.get(2).id(), messages.get(5).id());
  }

  @Test
  void aCallIsToldWithTheArgumentsThatComeLater() throws Exception {
    agent.program.answers(
        List.of(
            FakeAgent.update(
                """
                {"sessionUpdate": "tool_call", "toolCallId": "c1", "title": "Terminal",
                 "status": "pending", "rawInput": {}}"""),
            FakeAgent.update(
                """
                {"sessionUpdate": "tool_call_update", "toolCallId": "c1", "title": "ls",
                 "rawInput": {"command": "ls"}}"""),
            FakeAgent.update(
                """
                {"sessionUpdate": "tool_call_update", "toolCallId": "c1", "status": "failed",
                 "rawOutput": "no such folder"}""")),
        FakeAgent.ends(TokenUsage.of(1L, 1L, null)));
    List<Message> messages = play(provider(List.of()), request());
    assertEquals(2, messages.size());
    assertEquals(
        Outcome.success(new ToolCall("ls", JsonObject.of("command", Json.of("ls")))),
        messages.get(0).toolRequests().getFirst().call());
    assertEquals(
        List.of(
            new Content.ToolResponse("c1", Outcome.success(ToolResult.error("no such folder")))),
        messages.get(1).content());
  }

  @Test
  void aCallThatDidNotEndIsToldSo() throws Exception {
    agent.program.answers(
        List.of(
            FakeAgent.update(
                "{\"sessionUpdate\": \"tool_call\", \"toolCallId\": \"c1\", \"title\": \"ls\"}")),
        FakeAgent.ends(TokenUsage.of(1L, 1L, null)));
    List<Message> messages = play(provider(List.of()), request());
    assertTrue(messages.getLast().hasToolResponse());
  }

  @Test
  void aDeniedCallIsToldSo() throws Exception {
    Provider provider = asking(QUESTION);
    try (ProviderStream stream = provider.stream(request())) {
      assertEquals(Optional.empty(), stream.next().orElseThrow().question());
      assertEquals(Optional.of(QUESTION), stream.next().orElseThrow().question());
      stream.answer("c1", ConfirmationAction.DENY_ONCE);
      List<Message> messages = ProviderContract.messages(ProviderContract.drain(stream));
      assertEquals(
          List.of(
              new Content.ToolResponse(
                  "c1", Outcome.success(ToolResult.error("Tool call was denied.")))),
          messages.getLast().content());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOW_ONCE,   '{\"outcome\":\"selected\",\"optionId\":\"yes\"}'",
    "ALWAYS_ALLOW, '{\"outcome\":\"selected\",\"optionId\":\"yes-always\"}'",
    "DENY_ONCE,    '{\"outcome\":\"selected\",\"optionId\":\"no\"}'",
    "ALWAYS_DENY,  '{\"outcome\":\"selected\",\"optionId\":\"no\"}'",
    "CANCEL,       '{\"outcome\":\"cancelled\"}'"
  })
  void anAnswerIsOneOfTheAgentsOptions(ConfirmationAction answer, String outcome) throws Exception {
    Provider provider = asking(QUESTION);
    try (ProviderStream stream = provider.stream(request())) {
      stream.next();
      stream.next();
      stream.answer("c1", answer);
      ProviderContract.drain(stream);
    }
    JsonObject reply = agent.program.heard().getLast();
    assertEquals(Json.of("perm-1"), reply.get("id"));
    assertEquals(
        outcome, JsonText.write(reply.object("result").orElseThrow().object("outcome").get()));
  }

  @ParameterizedTest
  @CsvSource({"AUTO, allowed", "CHAT, denied"})
  void whatTheModeDecidesIsNotAsked(GooseMode mode, String said) throws Exception {
    List<Message> messages = play(asking(QUESTION), request(mode, HELLO));
    assertEquals(said, ProviderContract.text(messages));
  }

  @Test
  void whatItWantsOfOurMachineIsRefused() throws Exception {
    agent.program.answers(
        List.of(
            (JsonObject)
                JsonText.parse(
                    "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"fs/read_text_file\", \"params\": {}}")),
        "hear\n" + FakeAgent.ends(TokenUsage.of(1L, 1L, null)));
    play(provider(List.of()), request());
    assertEquals(
        JsonText.parse(
            """
            {"jsonrpc": "2.0", "id": 7, "error": {"code": -32601, "message": "Method not found"}}"""),
        agent.program.heard().getLast());
  }

  @Test
  void whoHasToSignInIsToldSo() throws Exception {
    agent.session("\"error\": {\"code\": -32000, \"message\": \"Authentication required\"}");
    Provider provider = provider(List.of());
    var failure =
        assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
    assertEquals("Authentication required", failure.text());
    assertEquals(List.of(), agent.program.running());
  }

  @Test
  void theSecretsOfExtensionsAreNotShown() throws Exception {
    agent.program.answers(List.of(), "echo 'cannot reach tea-with-milk' >&2; exit 1");
    McpServer web = new McpServer.Http("web", "http://x", Map.of("A", "tea-with-milk"));
    Provider provider = provider(List.of());
    ProviderRequest asked = request("current", GooseMode.APPROVE, List.of(web), HELLO);
    var failure = assertThrows(ProviderException.RequestFailed.class, () -> provider.stream(asked));
    assertTrue(failure.text().endsWith("cannot reach ***"), failure.text());
  }

  @Test
  void anErrorHasItsDetails() throws Exception {
    agent.session(
        """
        "error": {"code": -32603, "message": "Internal error", "data": {"details": "no disk"}}""");
    Provider provider = provider(List.of());
    var failure = assertThrows(ProviderException.RequestFailed.class, provider::models);
    assertEquals("Internal error: no disk", failure.text());
  }

  @Test
  void anAgentThatDoesNotGreetIsGivenUp() throws Exception {
    Files.writeString(folder.resolve("claude-agent-acp"), "#!/bin/sh\nsleep 1000\n");
    Provider provider = provider(Duration.ofSeconds(1));
    var failure =
        assertThrows(ProviderException.RequestFailed.class, () -> provider.stream(request()));
    assertEquals("claude-agent-acp said nothing for 1 seconds", failure.text());
  }

  @Test
  void anAgentThatIsNotThereIsNamed() {
    var failure =
        assertThrows(
            ProviderException.ExecutionError.class,
            () ->
                new AcpProviderFactory.Pi()
                    .create(agent.program.settings(Map.of(), List.of(folder.toString()))));
    assertTrue(failure.text().contains("`pi-acp`"), failure.text());
  }

  @Test
  void aCancelledAnswerEndsTheAgentAndItsChildren() throws Exception {
    agent.program.answers(
        List.of(FakeAgent.chunk("agent_message_chunk", "working")),
        "sleep 1000 & echo $! >> \"$dir/pids\"; wait");
    try (ProviderStream stream = provider(List.of()).stream(request())) {
      assertTrue(stream.next().isPresent());
    }
    assertEquals(List.of(), agent.program.running());
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,          never,      danger-full-access, full-access",
    "APPROVE,       on-request, read-only,          read-only",
    "SMART_APPROVE, on-request, workspace-write,    auto",
    "CHAT,          never,      read-only,          read-only"
  })
  void codexIsStartedForItsMode(GooseMode mode, String policy, String sandbox, String id) {
    assertEquals(
        List.of("-c", "approval_policy=" + policy, "-c", "sandbox_mode=" + sandbox),
        AcpAgent.CODEX.arguments().apply(mode, "current"));
    assertEquals(id, AcpAgent.CODEX.mode(mode));
  }

  @Test
  void copilotIsStartedWithItsModel() {
    assertEquals(
        List.of("--acp", "--model", "gpt"),
        AcpAgent.COPILOT.arguments().apply(GooseMode.AUTO, "gpt"));
    assertEquals(List.of("--acp"), AcpAgent.COPILOT.arguments().apply(GooseMode.AUTO, "current"));
  }
}
