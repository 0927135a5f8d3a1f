package dev.gander.provider.kit.wire;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call that was closed without arguments. It was meant so, or was closed where the room for the
/// answer ended: it is held until what comes next tells.
public final class BareCall {
  /// Why an answer of Claude stops that has no room to go on, wherever it runs.
  private static final Set<String> LIMITS = Set.of("max_tokens", "model_context_window_exceeded");

  private record Held(String id, String name) {}

  private @Nullable Held held;

  /// Takes the place of one that is held; ask for that one first.
  public void hold(String id, String name) {
    held = new Held(id, name);
  }

  /// The call that is held, since the answer went on or came to its end.
  public Optional<Content> given() {
    return taken().map(it -> ToolArguments.request(it.id(), it.name(), "", JsonObject.EMPTY));
  }

  /// The call that is held as one that was cut off, if the answer stopped for want of room.
  public Optional<Content> stopped(String reason) {
    return LIMITS.contains(reason)
        ? taken().map(it -> ToolArguments.cutOff(it.id(), ""))
        : Optional.empty();
  }

  /// The answer broke off, and nobody will ever tell.
  public void forget() {
    held = null;
  }

  private Optional<Held> taken() {
    Optional<Held> last = Optional.ofNullable(held);
    held = null;
    return last;
  }
}
