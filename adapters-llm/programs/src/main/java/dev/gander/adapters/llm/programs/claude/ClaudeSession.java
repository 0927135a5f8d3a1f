package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.PooledProgram;
import dev.gander.adapters.llm.programs.PrivateFile;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.adapters.llm.programs.installed.JsonProgram;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A running Claude Code and what it has been told. One question at a time.
final class ClaudeSession implements PooledProgram {
  private final JsonProgram program;
  private final ClaudeLaunch launch;
  private final KnownConversation known = new KnownConversation();
  private String model;
  private int requests;

  private ClaudeSession(JsonProgram program, ClaudeLaunch launch, String model) {
    this.program = program;
    this.launch = launch;
    this.model = model;
  }

  /// @throws ProviderException if it cannot be started
  static ClaudeSession start(InstalledProgram installed, ClaudeLaunch launch, String model) {
    List<PrivateFile> files = new ArrayList<>();
    JsonProgram program;
    try {
      program =
          installed.start(
              arguments(installed, launch, model, files), launch.folder(), launch.servers());
    } catch (ProviderException e) {
      files.forEach(PrivateFile::delete);
      throw e;
    }
    program.whenEnded(() -> files.forEach(PrivateFile::delete));
    ClaudeSession session = new ClaudeSession(program, launch, model);
    program.send(ControlRequest.initialize(session.requests++));
    return session;
  }

  private static List<String> arguments(
      InstalledProgram installed, ClaudeLaunch launch, String model, List<PrivateFile> files) {
    List<String> arguments = new ArrayList<>(ClaudeLaunch.SPEAKING_JSON);
    Path folder = installed.folderOf(ClaudeCodeProviderFactory.NAME);
    PrivateFile.deleteStrays(folder);
    if (!launch.servers().isEmpty()) {
      String servers = JsonText.write(McpConfig.of(launch.servers()));
      PrivateFile file = PrivateFile.write(folder, "mcp-config-", ".json", servers);
      files.add(file);
      arguments.addAll(List.of("--mcp-config", file.path().toString(), "--strict-mcp-config"));
    }
    arguments.add("--include-partial-messages");
    if (InstalledProgram.fits(launch.system())) {
      arguments.addAll(List.of("--system-prompt", launch.system()));
    } else {
      PrivateFile file = PrivateFile.write(folder, "system-prompt-", ".md", launch.system());
      files.add(file);
      arguments.addAll(List.of("--system-prompt-file", file.path().toString()));
    }
    arguments.addAll(List.of("--model", model));
    arguments.addAll(launch.permissionFlags());
    return arguments;
  }

  JsonProgram program() {
    return program;
  }

  boolean fits(ClaudeLaunch wanted, List<Message> messages) {
    return launch.equals(wanted) && known.isContinuedBy(messages);
  }

  /// Sends the newest message, and before the first one the earlier messages.
  ///
  /// @return the line that was sent
  JsonObject ask(ProviderRequest request) {
    useModel(request.model().modelName());
    List<Message> messages = request.messages();
    String memo = known.isContinuedBy(messages) ? "" : KnownConversation.memo(messages);
    JsonObject question =
        JsonObject.builder()
            .put("type", "user")
            .put("session_id", request.sessionId())
            .put(
                "message",
                JsonObject.builder()
                    .put("role", "user")
                    .put("content", blocks(memo, KnownConversation.newest(messages)))
                    .build())
            .build();
    known.tell(messages);
    program.send(question);
    return question;
  }

  private void useModel(String wanted) {
    if (!wanted.equals(model)) {
      program.send(ControlRequest.setModel(requests++, wanted));
      model = wanted;
    }
  }

  private static JsonArray blocks(String memo, Message message) {
    List<Json> blocks = new ArrayList<>();
    if (!memo.isEmpty()) {
      blocks.add(text(memo));
    }
    for (Content content : message.content()) {
      if (content instanceof Content.Text(String said, var _)) {
        blocks.add(text("Human: " + said));
      } else if (content instanceof Content.Image image) {
        blocks.add(image(image));
      }
    }
    return new JsonArray(blocks);
  }

  private static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  private static JsonObject image(Content.Image image) {
    return JsonObject.builder()
        .put("type", "image")
        .put(
            "source",
            JsonObject.builder()
                .put("type", "base64")
                .put("media_type", image.mimeType())
                .put("data", image.data())
                .build())
        .build();
  }

  @Override
  public boolean isRunning() {
    return program.isRunning();
  }

  @Override
  public void end() {
    program.end();
  }
}
