package dev.gander.adapters.http.access;

import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.domain.access.KeyId;
import java.util.List;
import java.util.Optional;

/// Looks at keys that come to operations that are open to strangers, as the gate does everywhere
/// else: wrong ones are slowed down, and who came is noted for the audit log.
public record OpenGate(KnownKeys keys, WrongKeys wrong) {
  private static final String UNAUTHORIZED = "Unauthorized";

  /// Whose key a text is.
  ///
  /// @throws Refusal if it is none, as soon as that may be said
  public KeyId require(Call call, String text) throws InterruptedException {
    String key = text.strip();
    Optional<KeyId> holder =
        wrong.areTooMany(call.address()) ? keys.holderBeyondGuessing(key) : keys.holder(key);
    if (holder.isEmpty()) {
      throw key.isEmpty() || hasAnother(call) ? refusal(call, 401, UNAUTHORIZED) : wrong(call);
    }
    return visited(call, holder.get());
  }

  /// Whose key it is for which a code stands. Nobody guesses codes.
  ///
  /// @param key empty if the code stands for none
  /// @throws Refusal if it is none, as soon as that may be said
  KeyId requireOfCode(Call call, Optional<String> key) throws InterruptedException {
    Optional<KeyId> holder = key.flatMap(keys::holder);
    if (holder.isEmpty()) {
      throw wrong(call, "The code is not valid any more");
    }
    return visited(call, holder.get());
  }

  private static KeyId visited(Call call, KeyId holder) {
    call.visitedBy(holder.value());
    return holder;
  }

  /// Whoever has a key has no need to try others.
  private boolean hasAnother(Call call) {
    return GivenKeys.in(call::header).stream().anyMatch(other -> isKnown(call, other));
  }

  private boolean isKnown(Call call, String text) {
    return (wrong.areMany(call.address()) ? keys.holderBeyondGuessing(text) : keys.holder(text))
        .isPresent();
  }

  private Refusal wrong(Call call) throws InterruptedException {
    return wrong(call, UNAUTHORIZED);
  }

  private Refusal wrong(Call call, String text) throws InterruptedException {
    if (wrong.areTooMany(call.address())) {
      return refusal(call, 429, WrongKeys.TOO_MANY);
    }
    wrong.add(call.address());
    return refusal(call, 401, text);
  }

  private static Refusal refusal(Call call, int status, String text) {
    call.visitedBy("-");
    return new Refusal(status, text);
  }

  /// Whether a request carries a key. Nobody waits, so that probes with an old key are answered in
  /// time; instead only keys that cannot be guessed are looked at where many wrong ones came from.
  public boolean hasKey(Call call) {
    List<String> given = GivenKeys.in(call::header);
    if (given.stream().anyMatch(text -> isKnown(call, text))) {
      return true;
    }
    if (!given.isEmpty()) {
      wrong.count(call.address());
    }
    return false;
  }
}
