package dev.gander.domain.turn;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import java.util.Locale;
import java.util.function.Function;

/// The JSON form in which events are stored, tagged with `type`. Nothing that a client is told is
/// lost.
public final class TurnEventJson {
  private TurnEventJson() {}

  /// Whether such an event is of use to other processes of the same machine.
  public static boolean isStorable(TurnEvent event) {
    return !(event instanceof TurnEvent.Worked);
  }

  public static JsonObject write(TurnEvent event) {
    return switch (event) {
      case TurnEvent.MessageArrived(var message, var tokens) ->
          tagged("message")
              .put("message", MessageJson.write(message))
              .put("tokens", write(tokens))
              .build();
      case TurnEvent.Notification(var call, var method, var params) ->
          tagged("notification")
              .put("call", call)
              .put("method", method)
              .put("params", params)
              .build();
      case TurnEvent.Worked(var call, var work) ->
          tagged("worked").put("call", call).put("work", write(work)).build();
      case TurnEvent.ConversationReplaced(var conversation) ->
          tagged("conversation").put("messages", MessageJson.writeAll(conversation)).build();
      case TurnEvent.ModelChanged(var model, var mode) ->
          tagged("model").put("model", model).put("mode", mode).build();
      case TurnEvent.Failed(var reason, var text) ->
          tagged("failed").put("reason", wire(reason)).put("text", text).build();
      case TurnEvent.Finished(var reason, var tokens, var ending) ->
          tagged("finished")
              .put("reason", reason)
              .put("tokens", write(tokens))
              .put("ending", wire(ending))
              .build();
    };
  }

  /// @throws InvalidShape if it is not the form of an event
  public static TurnEvent read(Json json) {
    JsonFields fields = JsonFields.of(json);
    String type = fields.text("type");
    return switch (type) {
      case "message" ->
          new TurnEvent.MessageArrived(
              fields.required("message", it -> MessageJson.read(it, Reading.TOLERANT)),
              tokens(fields));
      case "notification" ->
          new TurnEvent.Notification(
              fields.text("call"),
              fields.text("method"),
              fields.required("params", JsonFields::asObject));
      case "worked" ->
          new TurnEvent.Worked(fields.text("call"), work(fields.required("work", JsonFields::of)));
      case "conversation" ->
          new TurnEvent.ConversationReplaced(
              fields.required("messages", it -> MessageJson.readAll(it, Reading.TOLERANT)));
      case "model" -> new TurnEvent.ModelChanged(fields.text("model"), fields.text("mode"));
      case "failed" ->
          new TurnEvent.Failed(
              fields.required("reason", word(Reason.values())), fields.text("text"));
      case "finished" ->
          new TurnEvent.Finished(
              fields.text("reason"),
              tokens(fields),
              fields.required("ending", word(Ending.values())));
      default -> throw new InvalidShape("unknown event `" + type + "`");
    };
  }

  private static JsonObject write(ShownWork work) {
    return switch (work) {
      case ShownWork.Begun(var kind, var file, var line) ->
          JsonObject.builder()
              .put("begun", wire(kind))
              .putIfPresent("file", file == null ? null : Json.of(file))
              .putIfPresent("line", line == null ? null : Json.of(line))
              .build();
      case ShownWork.Changed(var file, var before, var after) ->
          JsonObject.builder()
              .put("changed", file)
              .putIfPresent("before", before == null ? null : Json.of(before))
              .put("after", after)
              .build();
      case ShownWork.InTerminal(var terminal) -> JsonObject.of("terminal", Json.of(terminal));
    };
  }

  private static ShownWork work(JsonFields fields) {
    if (fields.object().has("begun")) {
      return new ShownWork.Begun(
          fields.required("begun", word(ShownWork.Kind.values())),
          fields.optional("file", JsonFields::asText),
          fields.optional("line", JsonFields::asLong));
    }
    return fields.object().has("changed")
        ? new ShownWork.Changed(
            fields.text("changed"),
            fields.optional("before", JsonFields::asText),
            fields.text("after"))
        : new ShownWork.InTerminal(fields.text("terminal"));
  }

  private static JsonObject.Builder tagged(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T extends Enum<T>> Function<Json, T> word(T[] values) {
    return json -> {
      String word = JsonFields.asText(json);
      for (T value : values) {
        if (wire(value).equals(word)) {
          return value;
        }
      }
      throw new InvalidShape("unknown word `" + word + "`");
    };
  }

  private static JsonObject write(TokenState tokens) {
    return JsonObject.builder()
        .put("usage", tokens.usage().toJson())
        .put("sum", tokens.accumulated().toJson())
        .putOrNull("cost", tokens.accumulatedCost())
        .build();
  }

  private static TokenState tokens(JsonFields outer) {
    JsonFields fields = outer.required("tokens", JsonFields::of);
    return new TokenState(
        fields.required("usage", TurnEventJson::usage),
        fields.required("sum", TurnEventJson::usage),
        fields.optional("cost", JsonFields::asDouble));
  }

  /// Sums may be larger than what goose can count.
  private static TokenUsage usage(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new TokenUsage(
        fields.optional("input_tokens", JsonFields::asLong),
        fields.optional("output_tokens", JsonFields::asLong),
        fields.optional("total_tokens", JsonFields::asLong),
        fields.optional("cache_read_input_tokens", JsonFields::asLong),
        fields.optional("cache_write_input_tokens", JsonFields::asLong));
  }
}
