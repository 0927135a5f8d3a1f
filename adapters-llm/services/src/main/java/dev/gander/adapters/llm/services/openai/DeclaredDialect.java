package dev.gander.adapters.llm.services.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.openai.ChatDialect;
import java.util.Optional;
import java.util.Set;

/// What is known about declared services that differ from OpenAI (goosed's list).
final class DeclaredDialect {
  private static final String NEAR_AI = "nearai";

  /// These services do not support `max_completion_tokens`.
  private static final Set<String> OLD_LIMIT =
      Set.of(
          "cerebras",
          "custom_deepseek",
          "groq",
          "inception",
          "kimi",
          "lmstudio",
          "mistral",
          "moonshot",
          NEAR_AI,
          "ovhcloud");

  private static final String NEW_NAME = "max_completion_tokens";

  private DeclaredDialect() {}

  /// @param keepsThinking whether earlier thoughts are sent back to the model
  static ChatDialect of(ProviderDeclaration declaration, boolean keepsThinking) {
    String name = declaration.name();
    return new ChatDialect(
        keepsThinking,
        !name.equals(NEAR_AI),
        declaration.dialect().streams(),
        (body, _) -> OLD_LIMIT.contains(name) ? withOldLimit(body) : body);
  }

  /// Services without Responses, whatever their models are called, declare `chat_only`.
  static boolean knowsResponses(ProviderDeclaration declaration) {
    boolean chatOnly = Json.of(true).equals(declaration.other().get("chat_only"));
    return !chatOnly && !declaration.name().equals(NEAR_AI);
  }

  /// Where users can buy more, if the service does not name a page itself.
  static Optional<String> topUpUrl(ProviderDeclaration declaration) {
    return declaration.other().text("top_up_url");
  }

  private static JsonObject withOldLimit(JsonObject body) {
    Json limit = body.get(NEW_NAME);
    return limit == null ? body : body.without(Set.of(NEW_NAME)).with("max_tokens", limit);
  }
}
