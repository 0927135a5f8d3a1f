package dev.gander.adapters.llm.programs.acp;

import dev.gander.domain.permission.GooseMode;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// An agent: its name here, its program, the arguments for a mode and a model, its names for
/// goosed's modes `auto`, `approve`, `smart_approve` and `chat`, and the variables with secrets
/// that its documentation names.
record AcpAgent(
    String provider,
    String program,
    BiFunction<GooseMode, String, List<String>> arguments,
    List<String> modes,
    Set<String> keys) {
  /// The model name for the agent's own choice.
  static final String CURRENT = "current";

  private static final String COPILOT_MODE =
      "https://agentclientprotocol.com/protocol/session-modes#";

  static final AcpAgent CLAUDE =
      new AcpAgent(
          "claude-acp",
          "claude-agent-acp",
          (_, _) -> List.of(),
          List.of("bypassPermissions", "default", "acceptEdits", "plan"),
          Set.of(
              "ANTHROPIC_API_KEY",
              "ANTHROPIC_AUTH_TOKEN",
              "ANTHROPIC_CUSTOM_HEADERS",
              "AWS_BEARER_TOKEN_BEDROCK",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_SESSION_TOKEN",
              "CLAUDE_CODE_OAUTH_TOKEN",
              "GOOGLE_APPLICATION_CREDENTIALS"));
  static final AcpAgent CODEX =
      new AcpAgent(
          "codex-acp",
          "codex-acp",
          (mode, _) -> codexArguments(mode),
          List.of("full-access", "read-only", "auto", "read-only"),
          Set.of("OPENAI_API_KEY", "CODEX_API_KEY", "AZURE_OPENAI_API_KEY"));
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
              COPILOT_MODE + "plan"),
          Set.of(
              "COPILOT_GITHUB_TOKEN",
              "COPILOT_PROVIDER_API_KEY",
              "COPILOT_PROVIDER_BEARER_TOKEN",
              "GH_TOKEN",
              "GITHUB_TOKEN"));
  static final AcpAgent AMP =
      new AcpAgent(
          "amp-acp",
          "amp-acp",
          (_, _) -> List.of(),
          List.of("bypass", "default", "default", "default"),
          Set.of("AMP_API_KEY"));
  static final AcpAgent PI =
      new AcpAgent(
          "pi-acp",
          "pi-acp",
          (_, _) -> List.of(),
          List.of("auto", "approve", "smart-approve", "chat"),
          Set.of(
              "AI_GATEWAY_API_KEY",
              "ANTHROPIC_API_KEY",
              "ANTHROPIC_OAUTH_TOKEN",
              "CEREBRAS_API_KEY",
              "GEMINI_API_KEY",
              "GROQ_API_KEY",
              "MISTRAL_API_KEY",
              "OPENAI_API_KEY",
              "OPENROUTER_API_KEY",
              "XAI_API_KEY",
              "ZAI_API_KEY"));

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
