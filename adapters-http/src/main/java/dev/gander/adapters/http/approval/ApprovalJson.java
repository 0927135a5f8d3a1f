package dev.gander.adapters.http.approval;

import dev.gander.adapters.http.budget.StandingJson;
import dev.gander.application.api.approval.ListApprovals.Approval;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.turn.AskedQuestion;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// The form of a question.
final class ApprovalJson {
  private ApprovalJson() {}

  /// @param zone in which days begin
  static JsonObject write(Approval approval, ZoneId zone) {
    AskedQuestion question = approval.question();
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", question.id())
            .put("session_id", question.session().value())
            .put("session_name", approval.sessionName())
            .put("request_id", question.asker().requestId())
            .put("tool_request_id", question.asker().toolRequestId())
            .put("since", question.since().toString())
            .putOrNull("expires", text(question.expires()))
            .put(
                "budgets",
                JsonArray.of(approval.nearlySpent(), it -> StandingJson.write(it, zone)));
    return about(json, question.about()).build();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static JsonObject.Builder about(JsonObject.Builder json, Action about) {
    return switch (about) {
      case Action.ToolConfirmation(var _, var tool, var arguments, var prompt, var _) ->
          json.put("kind", "tool")
              .put("tool", tool)
              .put("arguments", arguments)
              .put("text", prompt == null ? "May the tool " + tool + " run?" : prompt);
      case Action.Elicitation(var _, var message, var schema, var _) ->
          json.put("kind", "extension").put("text", message).put("schema", schema);
      case Action.ElicitationResponse _ -> throw new IllegalArgumentException("not a question");
    };
  }
}
