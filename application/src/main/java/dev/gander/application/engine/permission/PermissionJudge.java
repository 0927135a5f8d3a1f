package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.Completion;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.ToolShims;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets the session's model judge by their names which tools are read-only. A judgement is
/// remembered for all sessions; a failure to judge is not, and means that the user is asked.
public final class PermissionJudge {
  private static final System.Logger LOG = System.getLogger(PermissionJudge.class.getName());
  private static final String TOOL = "platform__tool_by_tool_permission";
  private static final String READ_ONLY = "read_only_tools";
  private static final String ROLE =
      "You judge for each tool of an AI agent whether it only reads or may change something.";

  private final RenderedPrompts prompts;
  private final ToolPermissions permissions;
  private final ToolShims shims;

  public PermissionJudge(RenderedPrompts prompts, ToolPermissions permissions, ToolShims shims) {
    this.shims = shims;
    this.prompts = prompts;
    this.permissions = permissions;
  }

  /// The read-only ones among the tools.
  Set<String> readOnlyTools(Dialogue dialogue, Set<String> tools) throws InterruptedException {
    Optional<Set<String>> judgement = ask(dialogue, tools);
    if (judgement.isEmpty()) {
      return Set.of();
    }
    Set<String> readOnly = new HashSet<>(judgement.get());
    readOnly.retainAll(tools);
    remember(tools.stream().filter(readOnly::contains).toList(), PermissionLevel.ALWAYS_ALLOW);
    remember(
        tools.stream().filter(tool -> !readOnly.contains(tool)).toList(),
        PermissionLevel.ASK_BEFORE);
    return readOnly;
  }

  private void remember(List<String> tools, PermissionLevel level) {
    try {
      permissions.setJudgedLevels(tools, level);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a judgement about tools could not be stored", e);
    }
  }

  private Optional<Set<String>> ask(Dialogue dialogue, Set<String> tools)
      throws InterruptedException {
    try {
      return Completion.of(shims.over(dialogue.model()), request(dialogue, tools))
          .message()
          .toolRequests()
          .stream()
          .flatMap(request -> judgement(request).stream())
          .findFirst();
    } catch (ProviderException e) {
      LOG.log(Level.WARNING, "tools could not be judged, the user is asked: {0}", e.display());
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> judgement(Content.ToolRequest request) {
    return request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
            && call.name().equals(TOOL)
        ? call.argumentsOrEmpty().array(READ_ONLY).map(PermissionJudge::texts)
        : Optional.empty();
  }

  private static Set<String> texts(JsonArray array) {
    Set<String> texts = new HashSet<>();
    for (Json item : array.items()) {
      if (item instanceof JsonString(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private ProviderRequest request(Dialogue dialogue, Set<String> tools) {
    String system = prompts.render(PromptName.PERMISSION_JUDGE, JsonObject.EMPTY, ROLE);
    String question =
        "An AI agent wants to call these tools: "
            + String.join(", ", tools)
            + ".\n\nA tool only reads if a call cannot change files, data, settings or anything else"
            + " outside the agent, and sends nothing that others act on. Reading a file, searching"
            + " and listing only read; writing, deleting, running commands and sending messages do"
            + " not. When in doubt, a tool does not only read.\n\nCall "
            + TOOL
            + " with the names of those that only read.";
    return new ProviderRequest(
            dialogue.model().model(),
            dialogue.sessionId().value(),
            system.isEmpty() ? ROLE : system,
            List.of(Message.user(null, dialogue.now(), new Content.Text(question))),
            List.of(tool()))
        .withPurpose(CallPurpose.REVIEW);
  }

  private static Tool tool() {
    JsonObject names =
        JsonObject.builder()
            .put("type", "array")
            .put("items", JsonObject.of("type", Json.of("string")))
            .put("description", "Names of the tools that only read")
            .build();
    return new Tool(
        TOOL,
        "Report which of the tools only read.",
        JsonObject.builder()
            .put("type", "object")
            .put("properties", JsonObject.of(READ_ONLY, names))
            .put("required", JsonArray.ofTexts(List.of(READ_ONLY)))
            .build(),
        JsonObject.EMPTY);
  }
}
