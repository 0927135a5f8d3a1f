package dev.gander.adapters.llm.programs.acp;

import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.PooledProgram;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A running agent with its session, and what it has been told. One question at a time.
final class AcpSession implements PooledProgram {
  private static final JsonObject GREETING =
      JsonObject.builder()
          .put("protocolVersion", 1)
          .put(
              "clientCapabilities",
              JsonObject.builder()
                  .put(
                      "fs",
                      JsonObject.builder()
                          .put("readTextFile", false)
                          .put("writeTextFile", false)
                          .build())
                  .put("terminal", false)
                  .build())
          .put(
              "clientInfo",
              JsonObject.builder().put("name", "gander").put("version", "0.1.0").build())
          .build();

  private final AcpAgent agent;
  private final AcpConnection connection;
  private final AcpLaunch launch;
  private final JsonObject opened;
  private final KnownConversation known = new KnownConversation();
  private String mode;
  private String model;

  private AcpSession(
      AcpAgent agent, AcpConnection connection, AcpLaunch launch, JsonObject opened) {
    this.agent = agent;
    this.connection = connection;
    this.launch = launch;
    this.opened = opened;
    this.mode = text(opened, "modes", "currentModeId").orElse("");
    this.model = text(opened, "models", "currentModelId").orElse("");
  }

  private static Optional<String> text(JsonObject opened, String member, String name) {
    return opened.object(member).flatMap(it -> it.text(name));
  }

  /// Starts an agent and opens a session.
  ///
  /// @throws ProviderException if that fails; nothing is left running
  static AcpSession start(
      AcpAgent agent, InstalledProgram program, AcpLaunch launch, Duration patience)
      throws InterruptedException {
    AcpConnection connection =
        new AcpConnection(
            program.start(launch.arguments(), launch.folder(), launch.servers()), patience);
    boolean opened = false;
    try {
      JsonObject abilities =
          connection
              .call("initialize", GREETING)
              .object("agentCapabilities")
              .orElse(JsonObject.EMPTY);
      JsonObject session =
          connection.call(
              "session/new",
              JsonObject.builder()
                  .put("cwd", launch.folder().toAbsolutePath().toString())
                  .put("mcpServers", AcpServers.of(launch.servers(), abilities))
                  .build());
      if (session.text("sessionId").isEmpty()) {
        throw new ProviderException.RequestFailed(program.name() + " opened no session", null);
      }
      opened = true;
      return new AcpSession(agent, connection, launch, session);
    } finally {
      if (!opened) {
        connection.program().close();
      }
    }
  }

  AcpConnection connection() {
    return connection;
  }

  boolean fits(AcpLaunch wanted, List<Message> messages) {
    return launch.equals(wanted) && known.isContinuedBy(messages);
  }

  /// @throws ProviderException if the agent refuses: it would do things that it must not do
  void useMode(GooseMode wanted) throws InterruptedException {
    String id = agent.mode(wanted);
    if (!id.equals(mode)) {
      connection.call("session/set_mode", request().put("modeId", id).build());
      mode = id;
    }
  }

  /// @throws ProviderException if the agent refuses
  void useModel(String wanted) throws InterruptedException {
    if (!wanted.equals(AcpAgent.CURRENT) && !wanted.equals(model)) {
      connection.call("session/set_model", request().put("modelId", wanted).build());
      model = wanted;
    }
  }

  /// The models that the agent offers.
  List<String> models() {
    return opened.object("models").flatMap(it -> it.array("availableModels")).stream()
        .flatMap(models -> models.items().stream())
        .flatMap(it -> it instanceof JsonObject o ? o.text("modelId").stream() : Stream.empty())
        .toList();
  }

  /// Sends the newest message, and before the first one the earlier messages.
  ///
  /// @return the request, which is answered when the agent has finished
  JsonObject ask(List<Message> messages) {
    String memo = known.isContinuedBy(messages) ? "" : KnownConversation.memo(messages);
    List<Json> blocks = new ArrayList<>();
    if (!memo.isEmpty()) {
      blocks.add(text(memo));
    }
    KnownConversation.newest(messages).content().forEach(content -> add(content, blocks));
    known.tell(messages);
    return connection.send(
        "session/prompt", request().put("prompt", new JsonArray(blocks)).build());
  }

  private static void add(Content content, List<Json> blocks) {
    if (content instanceof Content.Text(String said, var _)) {
      blocks.add(text(said));
    } else if (content instanceof Content.Image image) {
      blocks.add(
          JsonObject.builder()
              .put("type", "image")
              .put("data", image.data())
              .put("mimeType", image.mimeType())
              .build());
    }
  }

  private static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  private JsonObject.Builder request() {
    return JsonObject.builder().put("sessionId", opened.text("sessionId").orElseThrow());
  }

  @Override
  public boolean isRunning() {
    return connection.program().isRunning();
  }

  @Override
  public void end() {
    connection.program().end();
  }
}
