package dev.gander.domain.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores the named keys. Thread-safe, and against other processes that use the same store, whose
/// changes are seen at once. What was written is durable. Looking for a secret takes about as long
/// among a million keys as among ten. As long as no key was ever added, nothing is opened or
/// created for a look. Every method throws [dev.gander.domain.error.StorageException] when the keys
/// cannot be reached.
public interface AccessKeys {
  /// Whether no key was ever added.
  boolean isEmpty();

  /// @param hash of its first secret
  /// @throws KeyNameTaken if a key of that name is not revoked; nothing is stored
  void add(AccessKey key, String hash);

  /// The key with a secret; empty if the secret is not stored. Whether it is still valid is for the
  /// caller to ask.
  Optional<HeldSecret> holding(String hash);

  /// Empty for an unknown id. Revoked keys are known.
  Optional<AccessKey> find(KeyId id);

  /// The key of that name that is not revoked.
  Optional<AccessKey> named(String name);

  /// Keys in the order in which they were added, revoked ones too.
  ///
  /// @param after only those behind this one; null for the first ones; an unknown one has none
  ///   behind it
  List<AccessKey> list(@Nullable KeyId after, int most);

  /// Gives a key another secret. The one before it stays valid until `overlapEnds`, all others end
  /// at once, so that at most two are valid.
  ///
  /// @return the key as it is now
  /// @throws KeyNotFound for an unknown or revoked key; nothing is changed
  AccessKey rotate(KeyId id, String hash, Instant overlapEnds);

  /// Refuses a key for ever; its secrets are forgotten.
  ///
  /// @throws KeyNotFound for an unknown or revoked key
  void revoke(KeyId id, Instant at);
}
