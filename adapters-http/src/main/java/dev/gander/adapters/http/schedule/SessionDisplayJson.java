package dev.gander.adapters.http.schedule;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;

/// A session as the list of a job's sessions shows it.
final class SessionDisplayJson {
  private SessionDisplayJson() {}

  static JsonObject write(Session session) {
    TokenUsage last = session.tokens().usage();
    TokenUsage sum = session.tokens().accumulated();
    return JsonObject.builder()
        .put("id", session.id().value())
        .put("name", session.name().text())
        .put("createdAt", session.activity().createdAt().toString().replace("Z", "+00:00"))
        .put("workingDir", session.workingDir())
        .putOrNull("scheduleId", session.details().origin().scheduleId())
        .put("messageCount", session.activity().messageCount())
        .putOrNull("totalTokens", last.total())
        .putOrNull("inputTokens", last.input())
        .putOrNull("outputTokens", last.output())
        .putOrNull("accumulatedTotalTokens", sum.total())
        .putOrNull("accumulatedInputTokens", sum.input())
        .putOrNull("accumulatedOutputTokens", sum.output())
        .build();
  }
}
