package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.ToolCall;
import java.util.Optional;

/// Lets the user decide about tool calls that look like an attack, in every mode, if enabled
/// (`SECURITY_PROMPT_ENABLED`).
public final class SecurityInspector implements ToolInspector {
  private static final String SHELL = "shell";
  private static final int PREVIEW = 300;

  private final TurnSettings settings;
  private final IdSource ids;

  public SecurityInspector(TurnSettings settings, IdSource ids) {
    this.settings = settings;
    this.ids = ids;
  }

  @Override
  public Optional<String> objection(ToolCall call) {
    if (!settings.asksAboutDanger()) {
      return Optional.empty();
    }
    String command = command(call);
    double threshold = settings.dangerThreshold();
    return DangerousCommand.in(command)
        .filter(danger -> danger.risk().confidence() > threshold)
        .map(danger -> text(danger, command));
  }

  private static String command(ToolCall call) {
    JsonObject arguments = call.argumentsOrEmpty();
    return call.name().equals(SHELL)
        ? arguments.text("command").orElse("")
        : "Tool: " + call.name() + " " + arguments;
  }

  private String text(DangerousCommand danger, String command) {
    return "🔒 Security alert: this call looks dangerous.\n\n"
        + danger.description()
        + " (risk: "
        + danger.risk().wire()
        + "), because of: "
        + danger.evidence()
        + "\n\nCommand: "
        + (command.length() <= PREVIEW ? command : command.substring(0, PREVIEW) + "…")
        + "\n\nFinding ID: SEC-"
        + ids.uuid().replace("-", "");
  }
}
