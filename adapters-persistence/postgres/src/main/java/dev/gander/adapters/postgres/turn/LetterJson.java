package dev.gander.adapters.postgres.turn;

import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.cluster.NodeMail.Letter;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.SessionId;

/// A letter as JSON. Its kind is told by the member that only this kind has.
final class LetterJson {
  private LetterJson() {}

  static JsonObject write(Letter letter) {
    return switch (letter) {
      case Letter.Cancel(var session, var request, var cause) ->
          ofTurn(session, request).put("cancel", cause.name()).build();
      case Letter.Interject(var session, var request, var message) ->
          ofTurn(session, request).put("message", MessageJson.write(message)).build();
      case Letter.Change(var session, var from, var number, var change) ->
          put(change, JsonObject.builder())
              .put("session", session.value())
              .put("from", from)
              .put("number", number)
              .build();
      case Letter.Changed(var number, var outcome) ->
          JsonObject.builder()
              .put("number", number)
              .put("outcome", outcome.kind().name())
              .put("text", outcome.text())
              .build();
    };
  }

  private static JsonObject.Builder ofTurn(SessionId session, String request) {
    return JsonObject.builder().put("session", session.value()).put("request", request);
  }

  private static JsonObject.Builder put(ExtensionChange change, JsonObject.Builder json) {
    return switch (change) {
      case ExtensionChange.Add(var config) -> json.put("add", ExtensionConfigJson.write(config));
      case ExtensionChange.Remove(var name) -> json.put("remove", name);
    };
  }

  static Letter read(Json json) {
    JsonFields fields = JsonFields.of(json);
    JsonObject members = fields.object();
    if (members.has("outcome")) {
      return new Letter.Changed(fields.required("number", JsonFields::asLong), outcome(fields));
    }
    SessionId session = new SessionId(fields.text("session"));
    if (members.has("cancel")) {
      return new Letter.Cancel(session, fields.text("request"), cause(fields.text("cancel")));
    }
    return members.has("message")
        ? new Letter.Interject(
            session,
            fields.text("request"),
            fields.required("message", it -> MessageJson.read(it, MessageJson.Reading.TOLERANT)))
        : new Letter.Change(
            session,
            fields.text("from"),
            fields.required("number", JsonFields::asLong),
            change(fields));
  }

  private static ExtensionChange change(JsonFields fields) {
    return fields.object().has("remove")
        ? new ExtensionChange.Remove(fields.text("remove"))
        : new ExtensionChange.Add(fields.required("add", ExtensionConfigJson::read));
  }

  private static ChangeOutcome outcome(JsonFields fields) {
    String name = fields.text("outcome");
    return new ChangeOutcome(
        ChangeOutcome.Kind.named(name)
            .orElseThrow(() -> new InvalidShape("unknown outcome `" + name + "`")),
        fields.text("text"));
  }

  private static Interruption cause(String name) {
    for (Interruption cause : Interruption.values()) {
      if (cause.name().equals(name)) {
        return cause;
      }
    }
    throw new InvalidShape("unknown cause `" + name + "`");
  }
}
