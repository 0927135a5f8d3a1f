package dev.gander.adapters.llm.programs.acp;

import dev.gander.domain.permission.GooseMode;
import java.util.List;
import java.util.function.BiFunction;

/// An agent: its name here, its program, the arguments for a mode and a model, and its names for
/// goosed's modes `auto`, `approve`, `smart_approve` and `chat`.
record AcpAgent(
    String provider,
    String program,
    BiFunction<GooseMode, String, List<String>> arguments,
    List<String> modes) {
  /// The model name for the agent's own choice.
  static final String CURRENT = "current";

  private static final String COPILOT_MODE =
      "https://agentclientprotocol.com/protocol/session-modes#";

  static final AcpAgent CLAUDE =
      new AcpAgent(
          "claude-acp",
          "claude-agent-acp",
          (_, _) -> List.of(),
          List.of("bypassPermissions", "default", "acceptEdits", "plan"));
  static final AcpAgent CODEX =
      new AcpAgent(
          "codex-acp",
          "codex-acp",
          (mode, _) -> codexArguments(mode),
          List.of("full-access", "read-only", "auto", "read-only"));
  static final AcpAgent COPILOT =
      new AcpAgent(
          "copilot-acp",
          "copilot",
          (_, model) ->
              model.equals(CURRENT) ? List.of("--acp") : List.of("--acp", "--model", model),
          List.of(
              COPILOT_MODE + "agent",
              COPILOT_MODE + "agent",
              COPILOT_MODE + "agent",
              COPILOT_MODE + "plan"));
  static final AcpAgent AMP =
      new AcpAgent(
          "amp-acp",
          "amp-acp",
          (_, _) -> List.of(),
          List.of("bypass", "default", "default", "default"));
  static final AcpAgent PI =
      new AcpAgent(
          "pi-acp",
          "pi-acp",
          (_, _) -> List.of(),
          List.of("auto", "approve", "smart-approve", "chat"));

  private static List<String> codexArguments(GooseMode mode) {
    String policy =
        switch (mode) {
          case AUTO, CHAT -> "never";
          case APPROVE, SMART_APPROVE -> "on-request";
        };
    String sandbox =
        switch (mode) {
          case AUTO -> "danger-full-access";
          case SMART_APPROVE -> "workspace-write";
          case APPROVE, CHAT -> "read-only";
        };
    return List.of("-c", "approval_policy=" + policy, "-c", "sandbox_mode=" + sandbox);
  }

  /// The agent's name for a mode.
  String mode(GooseMode mode) {
    return switch (mode) {
      case AUTO -> modes.get(0);
      case APPROVE -> modes.get(1);
      case SMART_APPROVE -> modes.get(2);
      case CHAT -> modes.get(3);
    };
  }
}
