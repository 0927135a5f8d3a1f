package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.ToolCall;
import java.util.Optional;
import java.util.function.Function;

/// Lets the user decide about shell commands that look like an attack, in every mode, if enabled
/// (`SECURITY_PROMPT_ENABLED`). Other tools run no commands: a file that mentions one is no danger.
public final class SecurityInspector implements ToolInspector {
  private static final String SHELL = "shell";
  private static final int PREVIEW = 300;

  private final TurnSettings settings;
  private final IdSource ids;
  private final Function<Json, String> json;

  /// @param json writes a value as text
  public SecurityInspector(TurnSettings settings, IdSource ids, Function<Json, String> json) {
    this.settings = settings;
    this.ids = ids;
    this.json = json;
  }

  @Override
  public Optional<Finding> examine(ExaminedCall examined) {
    return objection(examined.call()).map(Finding.Question::new);
  }

  Optional<String> objection(ToolCall call) {
    if (!call.name().equals(SHELL) || !settings.asksAboutDanger()) {
      return Optional.empty();
    }
    String command = command(call);
    double threshold = settings.dangerThreshold();
    return DangerousCommand.in(command)
        .filter(danger -> danger.risk().confidence() > threshold)
        .map(danger -> text(danger, command));
  }

  /// As the user would write it, or all arguments of a shell that names them differently.
  private String command(ToolCall call) {
    JsonObject arguments = call.argumentsOrEmpty();
    return arguments.text("command").orElseGet(() -> json.apply(arguments));
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
