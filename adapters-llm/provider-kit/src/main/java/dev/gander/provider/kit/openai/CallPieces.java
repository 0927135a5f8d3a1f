package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Collects the pieces of the tool calls of one answer. Pieces belong together by `index`; without
/// one, a piece with a new id begins a call and others continue the last one. Members that are not
/// OpenAI's are kept as the call's metadata, since some services need them back.
final class CallPieces {
  private static final Set<String> KNOWN = Set.of("id", "function", "index", "type");

  /// Reasons for an answer to end early; gateways to Claude send the second one.
  private static final Set<String> CUT_OFF = Set.of("length", "max_tokens", "content_filter");

  private final Supplier<String> uuids;
  private final TreeMap<Long, Call> calls = new TreeMap<>();

  CallPieces(Supplier<String> uuids) {
    this.uuids = uuids;
  }

  private static final class Call {
    private String id = "";
    private String name = "";
    private final GrowingText arguments = new GrowingText();
    private final Map<String, Json> metadata = new LinkedHashMap<>();
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  void add(JsonObject piece) {
    Call call = calls.computeIfAbsent(index(piece), _ -> new Call());
    if (call.id.isEmpty()) {
      call.id = piece.text("id").orElse("");
    }
    JsonObject function = piece.object("function").orElse(JsonObject.EMPTY);
    if (call.name.isEmpty()) {
      call.name = function.text("name").orElse("");
    }
    call.arguments.append(function.text("arguments").orElse(""));
    piece.without(KNOWN).members().forEach(call.metadata::putIfAbsent);
  }

  /// Whether all arguments have begun and are complete.
  boolean areWhole() {
    return calls.values().stream()
        .map(call -> call.arguments.toString())
        .noneMatch(raw -> raw.isBlank() || ToolArguments.isCutOff(raw));
  }

  /// Returns the calls in order of their index, and forgets them. Pieces that never got a name are
  /// dropped.
  ///
  /// @param finish why the answer ended; empty if the service gave no reason
  List<Content> take(@Nullable String thoughtSignature, String finish) {
    List<Content> requests =
        calls.values().stream()
            .filter(call -> !call.name.isEmpty())
            .map(call -> request(call, thoughtSignature, CUT_OFF.contains(finish)))
            .toList();
    calls.clear();
    return requests;
  }

  private Content request(Call call, @Nullable String thoughtSignature, boolean cutOff) {
    if (thoughtSignature != null) {
      call.metadata.putIfAbsent("thoughtSignature", Json.of(thoughtSignature));
    }
    call.metadata.values().removeIf(JsonNull.NULL::equals);
    String id = call.id.isEmpty() ? "call_" + uuids.get() : call.id;
    if (cutOff && call.arguments.isBlank()) {
      return ToolArguments.cutOff(id, call.arguments.toString());
    }
    JsonObject other =
        call.metadata.isEmpty()
            ? JsonObject.EMPTY
            : JsonObject.of("metadata", new JsonObject(call.metadata));
    return ToolArguments.request(id, call.name, call.arguments, other);
  }

  private long index(JsonObject piece) {
    if (piece.get("index") instanceof JsonNumber number && number.integer().isPresent()) {
      return number.integer().getAsLong();
    }
    if (calls.isEmpty()) {
      return 0;
    }
    String id = piece.text("id").orElse("");
    boolean begins = !id.isEmpty() && !id.equals(calls.lastEntry().getValue().id);
    return begins ? calls.lastKey() + 1 : calls.lastKey();
  }
}
