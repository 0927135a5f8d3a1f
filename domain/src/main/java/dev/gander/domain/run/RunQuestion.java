package dev.gander.domain.run;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import java.time.Instant;
import java.util.Optional;

/// A question that a run has asked a person.
///
/// @param kind `approval` or `elicitation`
/// @param id that answers name
/// @param about the tool that wanted to run, or the question's text
public record RunQuestion(String kind, String id, String about, Instant at) {

  /// Empty for an answer.
  public static Optional<RunQuestion> of(Action action, Instant now) {
    return switch (action) {
      case Action.ToolConfirmation asked ->
          Optional.of(new RunQuestion("approval", asked.id(), asked.toolName(), now));
      case Action.Elicitation asked ->
          Optional.of(new RunQuestion("elicitation", asked.id(), asked.message(), now));
      case Action.ElicitationResponse _ -> Optional.empty();
    };
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("kind", kind)
        .put("id", id)
        .put("about", about)
        .put("at", at.toString())
        .build();
  }

  static RunQuestion read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new RunQuestion(
        fields.text("kind"),
        fields.text("id"),
        fields.text("about"),
        fields.required("at", RunJson::time));
  }
}
