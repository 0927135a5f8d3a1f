package dev.gander.domain.message;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The goose JSON form of a message: `{"id", "role", "created", "content": […], "metadata":
/// {"userVisible", "agentVisible"}}`. `id` is `null` for a message without one; `created` is in
/// epoch seconds.
public final class MessageJson {
  private static final Set<String> VISIBILITY = Set.of("userVisible", "agentVisible");

  /// How to treat content that cannot be read.
  public enum Reading {
    /// Reject it, as goosed does with the body of a request. Texts are cleaned ([PlainText]).
    STRICT,
    /// Keep blocks of types that only newer versions know, as [Content.Unknown], and reject damaged
    /// ones: once stored, they would hide the conversation from every goose.
    IMPORTED,
    /// Keep everything: nothing that is stored may be lost.
    TOLERANT;

    boolean keeps(InvalidShape failure) {
      return switch (this) {
        case STRICT -> false;
        case IMPORTED -> failure.isUnknownVariant();
        case TOLERANT -> true;
      };
    }
  }

  private MessageJson() {}

  public static JsonObject write(Message message) {
    return JsonObject.builder()
        .putOrNull("id", message.id())
        .put("role", message.role().wire())
        .put("created", message.created())
        .put("content", writeContent(message.content()))
        .put("metadata", writeMetadata(message.metadata()))
        .build();
  }

  public static JsonArray writeAll(List<Message> messages) {
    return JsonArray.of(messages, MessageJson::write);
  }

  public static JsonArray writeContent(List<Content> content) {
    return JsonArray.of(content, ContentJson::write);
  }

  public static JsonObject writeMetadata(MessageMetadata metadata) {
    return JsonObject.builder()
        .put("userVisible", metadata.userVisible())
        .put("agentVisible", metadata.agentVisible())
        .putAll(metadata.other())
        .build();
  }

  /// @throws InvalidShape if a member is missing or wrong
  public static Message read(Json json, Reading reading) {
    JsonFields fields = JsonFields.of(json);
    Message message =
        new Message(
            fields.optionalText("id"),
            fields.required("role", Role::read),
            fields.integer("created"),
            fields.required("content", content -> readContent(content, reading)),
            metadata(fields, reading));
    return reading == Reading.STRICT ? PlainText.clean(message) : message;
  }

  public static List<Message> readAll(Json json, Reading reading) {
    return JsonFields.listOf(message -> read(message, reading)).apply(json);
  }

  /// Reads blocks; those of types that goose has removed are converted or dropped.
  ///
  /// @throws InvalidShape if it is not an array, or the reading is strict and a block is not
  ///   understood
  public static List<Content> readContent(Json json, Reading reading) {
    if (!(json instanceof JsonArray(List<Json> items))) {
      throw JsonFields.wrongType(json, "a sequence");
    }
    List<Content> content = new ArrayList<>(items.size());
    for (Json item : items) {
      ContentJson.read(item, reading).ifPresent(content::add);
    }
    return content;
  }

  /// Reads visibility; a tolerant reading treats a missing flag as true.
  public static MessageMetadata readMetadata(Json json, Reading reading) {
    JsonFields fields = JsonFields.of(json);
    return new MessageMetadata(
        visible(fields, "userVisible", reading),
        visible(fields, "agentVisible", reading),
        fields.object().without(VISIBILITY));
  }

  private static MessageMetadata metadata(JsonFields fields, Reading reading) {
    Json metadata = fields.object().get("metadata");
    boolean missing = metadata == null || metadata == JsonNull.NULL;
    return missing && reading != Reading.STRICT
        ? MessageMetadata.VISIBLE
        : fields.required("metadata", json -> readMetadata(json, reading));
  }

  private static boolean visible(JsonFields fields, String name, Reading reading) {
    return reading == Reading.STRICT
        ? fields.bool(name)
        : fields.orElse(name, JsonFields::asBool, true);
  }
}
