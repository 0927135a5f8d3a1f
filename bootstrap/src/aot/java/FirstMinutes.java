import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a user's first minutes with a server are, for it to be trained on.
final class FirstMinutes {
  private static final int SESSIONS_AT_ONCE = 8;
  private static final int ROUNDS_AT_ONCE = 5;

  /// As much of an MCP server as the client's classes need.
  private static final String MCP_SERVER =
      """
      while read -r line; do
        id=${line#*'"id":'}
        id=${id%%,*}
        case $line in
          *'"initialize"'*) result='{"protocolVersion":"2025-03-26","capabilities":{}}' ;;
          *'"tools/list"'*) result='{"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}' ;;
          *'"tools/call"'*) result='{"content":[{"type":"text","text":"done"}]}' ;;
          *) continue ;;
        esac
        echo '{"jsonrpc":"2.0","id":'"$id"',"result":'"$result"'}'
      done
      """;

  private final Client client;
  private final Path home;

  /// @param home where sessions work
  FirstMinutes(Client client, Path home) {
    this.client = client;
    this.home = home;
  }

  /// What Goose Desktop does first: its pages, a session, a turn with a tool call in either way of
  /// streaming. Over TLS, with HTTP/2 and HTTP/1.1; the server's practice goes without.
  void converse() throws IOException, InterruptedException {
    var pages =
        List.of("/features", "/config", "/config/extensions", "/config/providers", "/sessions");
    for (var page : pages) {
      client.send("GET", page, "");
    }
    var session = newSession();
    turn(session);
    turnOnTheBus(session);
    useExtension(session);
    turnOfAModelService(session);
    turnsAtOnce();
    askBehindTls();
    client.send("GET", "/sessions/" + session, "");
    client.send(
        "POST",
        "/config/upsert",
        "{\"key\": \"GOOSE_MAX_TURNS\", \"value\": 90, \"is_secret\": false}");
    promptOfAnEditor();
  }

  /// The same over the Agent Client Protocol.
  private void promptOfAnEditor() throws IOException, InterruptedException {
    var editor = new Editor();
    var socket = client.open("/acp", editor);
    editor.ask(socket, "initialize", "{\"protocolVersion\": 1, \"clientCapabilities\": {}}");
    var opened =
        editor.ask(socket, "session/new", "{\"cwd\": \"%s\", \"mcpServers\": []}".formatted(home));
    editor.ask(
        socket,
        "session/prompt",
        "{\"sessionId\": \"%s\", \"prompt\": [{\"type\": \"text\", \"text\": \"!say Good morning\"}]}"
            .formatted(Client.member("sessionId", opened)));
    socket.abort();
  }

  /// Waits for the answer to each of its requests.
  private static final class Editor implements WebSocket.Listener {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuilder message = new StringBuilder();

    String ask(WebSocket socket, String method, String params)
        throws IOException, InterruptedException {
      var request = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"%s\", \"params\": %s}";
      socket.sendText(request.formatted(method, params), true).join();
      var answer = answers.poll(Client.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer == null || !answer.contains("\"result\"")) {
        throw new IllegalStateException(method + " was answered with " + answer);
      }
      return answer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
      message.append(part);
      if (isLast) {
        if (message.indexOf("\"id\":1") >= 0) {
          answers.add(message.toString());
        }
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  private void useExtension(String session) throws IOException, InterruptedException {
    client.send(
        "POST",
        "/agent/add_extension",
        """
        {"session_id": "%s", "config": {"type": "stdio", "name": "training", "cmd": "sh",
         "args": ["-c", "%s"]}}
        """
            .formatted(
                session,
                MCP_SERVER.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")));
    client.send(
        "POST",
        "/agent/call_tool",
        "{\"session_id\": \"%s\", \"name\": \"training__echo\", \"arguments\": {}}"
            .formatted(session));
  }

  private String newSession() throws IOException, InterruptedException {
    return newSession("{\"working_dir\": \"%s\"}".formatted(home));
  }

  private String newSession(String wanted) throws IOException, InterruptedException {
    var started = client.send("POST", "/agent/start", wanted);
    var session = Client.member("id", started);
    client.send(
        "POST",
        "/agent/resume",
        "{\"session_id\": \"%s\", \"load_model_and_extensions\": true}".formatted(session));
    return session;
  }

  /// What is written at once shares a transaction, and logs that end together are moved together.
  private void turnsAtOnce() throws IOException, InterruptedException {
    var sessions = new ArrayList<String>();
    while (sessions.size() < SESSIONS_AT_ONCE) {
      sessions.add(
          newSession("{\"working_dir\": \"%s\", \"extension_overrides\": []}".formatted(home)));
      useModelService(sessions.getLast());
    }
    for (var round = 0; round < ROUNDS_AT_ONCE; round++) {
      sessions.stream()
          .map(session -> client.answerSoon(reply(session)))
          .toList()
          .forEach(answer -> Client.okBody(answer.join()));
    }
  }

  /// The client of model services is most of what the first real turn loads.
  private void turnOfAModelService(String session) throws IOException, InterruptedException {
    useModelService(session);
    turn(session);
  }

  private void useModelService(String session) throws IOException, InterruptedException {
    client.send(
        "POST",
        "/agent/update_provider",
        "{\"session_id\": \"%s\", \"provider\": \"openai\", \"model\": \"training\"}"
            .formatted(session));
  }

  /// Asks a service whose certificate no authority of the JVM's has signed: the server itself.
  private void askBehindTls() throws IOException, InterruptedException {
    var refused =
        client.answer(
            client.request("GET", "/config/providers/anthropic/models", ""),
            BodyHandlers.ofString());
    if (!refused.body().contains("securely")) {
      throw new IllegalStateException("a service without a good certificate: " + refused.body());
    }
  }

  private void turn(String session) throws IOException, InterruptedException {
    Client.okBody(client.answer(reply(session), BodyHandlers.ofString()));
  }

  private HttpRequest reply(String session) {
    return client.request(
        "POST",
        "/reply",
        "{\"session_id\": \"%s\", \"user_message\": %s}".formatted(session, userMessage()));
  }

  private void turnOnTheBus(String session) throws IOException, InterruptedException {
    var events =
        client.answer(
            client.request("GET", "/sessions/" + session + "/events", ""), BodyHandlers.ofLines());
    try (var lines = events.body()) {
      client.send(
          "POST",
          "/sessions/" + session + "/reply",
          "{\"request_id\": \"%s\", \"user_message\": %s}"
              .formatted(UUID.randomUUID(), userMessage()));
      if (lines.noneMatch(line -> line.contains("\"type\":\"Finish\""))) {
        throw new IllegalStateException("the event stream ended before the turn");
      }
    }
  }

  private static String userMessage() {
    return """
    {"role": "user", "created": %d, "metadata": {"userVisible": true, "agentVisible": true},
     "content": [{"type": "text",
                  "text": "!tool shell {\\"command\\": \\"echo\\"}\\n---\\n!say Good morning"}]}
    """
        .formatted(Instant.now().getEpochSecond());
  }
}
