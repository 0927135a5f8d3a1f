package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// What logins at the servers of remote extensions have yielded, kept among the user's secrets
/// where goose keeps it, and in its form. Never log any of it. Thread-safe. All methods throw
/// [dev.gander.domain.error.StorageException] when the secrets cannot be read or written.
public interface ExtensionCredentials {
  /// Whom credentials belong to. Another extension of the same name, at another server, does not
  /// get them.
  ///
  /// @param extension the configured name
  /// @param resource the server's address
  record Owner(String extension, String resource) {}

  /// The credentials of an owner. Another program does not store what they are for: its own are for
  /// the address that the user's settings have under this name, and for no other.
  Optional<JsonObject> find(Owner owner);

  /// Reads, changes and stores the credentials of an owner in one step, excluding other threads and
  /// programs that change those of the same extension. Those of another owner are replaced.
  ///
  /// @param change may take as long as a login; if it throws, nothing changes
  /// @return what is now stored
  /// @throws InterruptedException if the thread was interrupted, also while it waited for others;
  ///   nothing has changed
  JsonObject change(Owner owner, Change change) throws InterruptedException;

  /// The client that the user has registered by hand for an extension: `client_id`, and optionally
  /// `client_secret` and the `issuer` that it is registered with.
  Optional<JsonObject> client(String extension);

  /// Maps the stored credentials, an empty object if there are none, to the new ones; an empty
  /// object removes them, and returning the same value writes nothing.
  @FunctionalInterface
  interface Change {
    JsonObject from(JsonObject kept) throws InterruptedException;
  }
}
