package dev.gander.adapters.http.call;

/// Answers the calls of one operation. Called on its own virtual thread; may block.
@FunctionalInterface
public interface Operation {
  /// @throws Refusal if the request cannot be decoded
  /// @throws dev.gander.domain.error.GanderException answered as [Failures] decides
  /// @throws InterruptedException if the server stops
  Answer answer(Call call) throws InterruptedException;
}
