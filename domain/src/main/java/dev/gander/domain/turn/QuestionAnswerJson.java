package dev.gander.domain.turn;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import java.util.Locale;

/// The JSON form in which answers are stored.
public final class QuestionAnswerJson {
  private QuestionAnswerJson() {}

  public static JsonObject write(QuestionAnswer answer) {
    return switch (answer) {
      case QuestionAnswer.Confirmation(var action) ->
          JsonObject.of("confirm", Json.of(action.name().toLowerCase(Locale.ROOT)));
      case QuestionAnswer.Elicitation(var reply) ->
          JsonObject.builder()
              .put("reply", reply.action())
              .putIfPresent("content", reply.content())
              .build();
      case QuestionAnswer.Lost(var reason) -> JsonObject.of("lost", Json.of(reason));
    };
  }

  /// @throws InvalidShape if it is not the form of an answer
  public static QuestionAnswer read(Json json) {
    JsonFields fields = JsonFields.of(json);
    if (fields.object().has("confirm")) {
      return new QuestionAnswer.Confirmation(fields.required("confirm", ConfirmationAction::read));
    }
    return fields.object().has("lost")
        ? new QuestionAnswer.Lost(fields.text("lost"))
        : new QuestionAnswer.Elicitation(
            new Elicited(fields.text("reply"), fields.object().get("content")));
  }
}
