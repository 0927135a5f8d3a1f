package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.wire.Carried;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A model's thoughts before a call, encrypted by its service: they are sent back before the call,
/// so that the model need not think again.
record CarriedReasoning(Carried carried) {
  /// The ids are left out: a service that stores nothing would look for them.
  private static final Set<String> NOT_SENT = Set.of("id", "status");

  CarriedReasoning(String provider) {
    this(new Carried(provider, "encrypted_reasoning", CarriedReasoning::isCarried));
  }

  /// Whether an item can be carried.
  static boolean isCarried(JsonObject item) {
    return item.text("type").equals(Optional.of("reasoning"))
        && item.text("encrypted_content").filter(text -> !text.isEmpty()).isPresent();
  }

  /// The further members of a call that these thoughts precede.
  JsonObject keep(List<JsonObject> items) {
    return carried.keep(
        JsonObject.EMPTY, items.stream().map(item -> item.without(NOT_SENT)).toList());
  }

  /// The thoughts that go before a call with these members.
  List<Json> before(JsonObject other) {
    return carried.items(other);
  }
}
