package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.agentclientprotocol.sdk.client.AcpClient;
import com.agentclientprotocol.sdk.client.AcpSyncClient;
import com.agentclientprotocol.sdk.client.transport.AgentParameters;
import com.agentclientprotocol.sdk.client.transport.StdioAcpClientTransport;
import com.agentclientprotocol.sdk.client.transport.WebSocketAcpClientTransport;
import com.agentclientprotocol.sdk.spec.AcpClientSession.AcpError;
import com.agentclientprotocol.sdk.spec.AcpClientTransport;
import com.agentclientprotocol.sdk.spec.AcpSchema.AgentMessageChunk;
import com.agentclientprotocol.sdk.spec.AcpSchema.CancelNotification;
import com.agentclientprotocol.sdk.spec.AcpSchema.ClientCapabilities;
import com.agentclientprotocol.sdk.spec.AcpSchema.CloseSessionRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.CreateElicitationResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.CreateTerminalResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.DeleteSessionRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.ElicitationCapabilities;
import com.agentclientprotocol.sdk.spec.AcpSchema.FileSystemCapability;
import com.agentclientprotocol.sdk.spec.AcpSchema.ForkSessionRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.InitializeRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.KillTerminalCommandResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.ListSessionsRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.LoadSessionRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.McpServer;
import com.agentclientprotocol.sdk.spec.AcpSchema.McpServerStdio;
import com.agentclientprotocol.sdk.spec.AcpSchema.NewSessionRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.PermissionSelected;
import com.agentclientprotocol.sdk.spec.AcpSchema.PromptRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.ReadTextFileResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.ReleaseTerminalResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.RequestPermissionResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.SetSessionModeRequest;
import com.agentclientprotocol.sdk.spec.AcpSchema.StopReason;
import com.agentclientprotocol.sdk.spec.AcpSchema.TerminalOutputResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.TextContent;
import com.agentclientprotocol.sdk.spec.AcpSchema.WaitForTerminalExitResponse;
import com.agentclientprotocol.sdk.spec.AcpSchema.WriteTextFileResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The official Java client. It hands updates over in any order, and logs those that it does not
/// know as errors: what came, and in which order, is told by the frames.
final class AcpJavaClient implements AutoCloseable {
  /// Kept: the level of a logger that nobody holds is forgotten.
  private final Logger log = Logger.getLogger("com.agentclientprotocol");

  private final FrameRecorder recorder;
  private final AcpSyncClient client;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String permission = "allow_once";
  private volatile CountDownLatch firstText = new CountDownLatch(1);

  private AcpJavaClient(AcpClientTransport transport, FrameRecorder recorder) {
    this.recorder = recorder;
    log.setLevel(Level.OFF);
    this.client =
        AcpClient.sync(transport)
            .requestTimeout(Duration.ofMinutes(1))
            .sessionUpdateConsumer(
                told -> {
                  if (told.update() instanceof AgentMessageChunk) {
                    firstText.countDown();
                  }
                })
            .requestPermissionHandler(
                _ ->
                    heard(
                        "permission",
                        new RequestPermissionResponse(new PermissionSelected(permission))))
            .readTextFileHandler(_ -> heard("read", new ReadTextFileResponse("alpha\n")))
            .writeTextFileHandler(
                file -> heard("write " + file.content(), new WriteTextFileResponse()))
            .createTerminalHandler(_ -> heard("create", new CreateTerminalResponse("t1")))
            .waitForTerminalExitHandler(
                _ -> heard("wait", new WaitForTerminalExitResponse(0, null)))
            .terminalOutputHandler(
                _ -> heard("output", new TerminalOutputResponse("listed", false, null)))
            .killTerminalHandler(_ -> heard("kill", new KillTerminalCommandResponse()))
            .releaseTerminalHandler(_ -> heard("release", new ReleaseTerminalResponse()))
            .createElicitationHandler(
                _ -> heard("elicitation", CreateElicitationResponse.accept(Map.of("name", "Ada"))))
            .build();
  }

  /// @param uri with the key: the client cannot send it otherwise
  static AcpJavaClient overSocket(String uri) {
    FrameRecorder recorder = new FrameRecorder();
    URI socket = URI.create(uri.replaceFirst("^http", "ws"));
    return new AcpJavaClient(new WebSocketAcpClientTransport(socket, recorder), recorder);
  }

  static AcpJavaClient onStdio(String program, Map<String, String> environment) {
    FrameRecorder recorder = new FrameRecorder();
    AgentParameters agent = AgentParameters.builder(program).arg("acp").env(environment).build();
    return new AcpJavaClient(new StdioAcpClientTransport(agent, recorder), recorder);
  }

  private <T> T heard(String what, T answer) {
    asked.add(what);
    return answer;
  }

  /// @param checkout where the scripted extension is
  void check(Path folder, Path checkout) throws Exception {
    Path script = checkout.resolve("contract/tools/mock-mcp.mjs");
    McpServer mock = new McpServerStdio("mock", "node", List.of(script.toString()), List.of());
    initialize();
    prompts(folder, mock);
    whatTheClientDoes(folder, mock);
    cancel(folder);
    storedSessions(folder);
    mistakes(folder);
  }

  private void initialize() {
    var capabilities =
        new ClientCapabilities(
            new FileSystemCapability(true, true),
            true,
            new ElicitationCapabilities(Map.of(), null, null),
            null);
    assertEquals(1, client.initialize(new InitializeRequest(1, capabilities)).protocolVersion());
  }

  private String session(Path folder, McpServer... servers) {
    return client
        .newSession(new NewSessionRequest(folder.toString(), List.of(servers)))
        .sessionId();
  }

  private StopReason prompt(String session, String text) {
    return client.prompt(new PromptRequest(session, List.of(new TextContent(text)))).stopReason();
  }

  private void prompts(Path folder, McpServer mock) {
    String session = session(folder, mock);
    assertEquals(StopReason.END_TURN, prompt(session, "!usage 10 5\n!say one two three"));
    assertEquals(
        StopReason.END_TURN,
        prompt(session, "!tool mock__echo {\"message\":\"hello\"}\n---\n!say end"));
    assertEquals(StopReason.MAX_TOKENS, prompt(session, "!say half\n!length"));
    assertEquals(StopReason.END_TURN, prompt(session, "ä".repeat(100_000)));
  }

  private void whatTheClientDoes(Path folder, McpServer mock) {
    String session = session(folder, mock);
    asked.clear();
    prompt(session, "!tool mock__elicit {}\n---\n!say end");
    prompt(
        session,
        "!tool edit {\"path\":\"%s/a\",\"before\":\"alpha\",\"after\":\"beta\"}\n---\n!say end"
            .formatted(folder));
    prompt(session, "!tool shell {\"command\":\"ls\"}\n---\n!say end");
    assertEquals(
        List.of("elicitation", "read", "write beta\n", "create", "wait", "output", "release"),
        List.copyOf(asked));

    client.setSessionMode(new SetSessionModeRequest(session, "approve"));
    asked.clear();
    permission = "reject_once";
    prompt(session, "!tool mock__echo {\"message\":\"no\"}\n---\n!say end");
    assertEquals(List.of("permission"), List.copyOf(asked));
  }

  private void cancel(Path folder) throws Exception {
    String session = session(folder);
    firstText = new CountDownLatch(1);
    CompletableFuture<StopReason> answer =
        CompletableFuture.supplyAsync(() -> prompt(session, "!rate 20\n!tokens 4000"));
    assertTrue(firstText.await(1, TimeUnit.MINUTES));
    client.cancel(new CancelNotification(session));
    assertEquals(StopReason.CANCELLED, answer.get(1, TimeUnit.MINUTES));
  }

  private void storedSessions(Path folder) {
    String session = session(folder);
    prompt(session, "!say first answer");
    client.loadSession(new LoadSessionRequest(session, folder.toString(), List.of()));
    assertTrue(isListed(folder, session));
    String fork =
        client
            .forkSession(new ForkSessionRequest(session, folder.toString(), List.of()))
            .sessionId();
    assertEquals(StopReason.END_TURN, prompt(fork, "!say forked"));
    client.closeSession(new CloseSessionRequest(session));
    refused(-32002, () -> prompt(session, "!say closed"));
    client.deleteSession(new DeleteSessionRequest(session));
    assertFalse(isListed(folder, session));
  }

  private boolean isListed(Path folder, String session) {
    return client.listSessions(new ListSessionsRequest(folder.toString())).sessions().stream()
        .anyMatch(listed -> listed.sessionId().equals(session));
  }

  private void mistakes(Path folder) {
    refused(-32602, () -> session(Path.of("relative")));
    refused(-32002, () -> prompt("none", "!say x"));
    refused(
        -32002,
        () -> client.loadSession(new LoadSessionRequest("none", folder.toString(), List.of())));
  }

  private static void refused(int code, Runnable call) {
    assertEquals(code, assertThrows(AcpError.class, call::run).getCode());
  }

  /// Writes all messages that were sent and received to the file.
  Path frames(Path file) throws IOException {
    return Files.write(file, recorder.frames());
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
