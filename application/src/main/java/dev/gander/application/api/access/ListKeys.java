package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeyNotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists the named keys, without their secrets.
public final class ListKeys {
  public static final int MOST = 1000;

  private final AccessKeys keys;

  public ListKeys(AccessKeys keys) {
    this.keys = keys;
  }

  /// Keys in the order in which they were made, revoked ones too.
  ///
  /// @param after only those behind this one; null for the first ones
  /// @param most how many at most; no more than [#MOST]
  public List<AccessKey> list(@Nullable KeyId after, int most) {
    return keys.list(after, Math.clamp(most, 1, MOST));
  }

  /// The key with an id, or the one that has this name and is not revoked.
  ///
  /// @throws KeyNotFound if there is none
  public AccessKey find(String idOrName) {
    return keys.find(new KeyId(idOrName))
        .or(() -> keys.named(idOrName))
        .orElseThrow(() -> new KeyNotFound(idOrName));
  }
}
