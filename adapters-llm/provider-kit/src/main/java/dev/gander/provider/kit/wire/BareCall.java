package dev.gander.provider.kit.wire;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call that was closed without arguments. Either that was intended, or the answer hit its limit
/// there: the call is held until what follows decides.
public final class BareCall {
  /// Claude's reasons for stopping at a limit, at whatever service.
  private static final Set<String> LIMITS = Set.of("max_tokens", "model_context_window_exceeded");

  private record Held(String id, String name) {}

  private @Nullable Held held;

  /// Replaces a held call; take that one first.
  public void hold(String id, String name) {
    held = new Held(id, name);
  }

  /// The held call, since the answer went on or reached its end.
  public Optional<Content> given() {
    return taken().map(it -> ToolArguments.request(it.id(), it.name(), "", JsonObject.EMPTY));
  }

  /// The held call as one that was cut off, if the answer stopped at a limit.
  public Optional<Content> stopped(String reason) {
    return LIMITS.contains(reason)
        ? taken().map(it -> ToolArguments.cutOff(it.id(), ""))
        : Optional.empty();
  }

  /// The answer broke off, so it will never be known.
  public void forget() {
    held = null;
  }

  private Optional<Held> taken() {
    Optional<Held> last = Optional.ofNullable(held);
    held = null;
    return last;
  }
}
