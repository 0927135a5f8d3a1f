package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.oauth.OAuthException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/// One login for all sessions that need it at the same time: those that come later get what the
/// first one gets, also its failure, so that a user who refuses is not asked once per session. If
/// the first one is cancelled, another one begins anew. Any thread.
final class SharedLogins {
  private final Map<Owner, CompletableFuture<RemoteCredentials>> running =
      new ConcurrentHashMap<>();

  /// Something that takes a user or a server.
  @FunctionalInterface
  interface Login {
    RemoteCredentials run() throws InterruptedException;
  }

  RemoteCredentials join(Owner owner, Login login) throws InterruptedException {
    while (true) {
      CompletableFuture<RemoteCredentials> mine = new CompletableFuture<>();
      CompletableFuture<RemoteCredentials> others = running.putIfAbsent(owner, mine);
      if (others == null) {
        return run(owner, login, mine);
      }
      Optional<RemoteCredentials> theirs = await(others);
      if (theirs.isPresent()) {
        return theirs.get();
      }
    }
  }

  private RemoteCredentials run(Owner owner, Login login, CompletableFuture<RemoteCredentials> mine)
      throws InterruptedException {
    try {
      RemoteCredentials credentials = login.run();
      ended(owner, mine).complete(credentials);
      return credentials;
    } catch (OAuthException | StorageException e) {
      ended(owner, mine).completeExceptionally(e);
      throw e;
    } finally {
      ended(owner, mine).cancel(false);
    }
  }

  private CompletableFuture<RemoteCredentials> ended(
      Owner owner, CompletableFuture<RemoteCredentials> mine) {
    running.remove(owner, mine);
    return mine;
  }

  /// Empty if it was cancelled.
  private static Optional<RemoteCredentials> await(CompletableFuture<RemoteCredentials> others)
      throws InterruptedException {
    try {
      return Optional.of(others.get());
    } catch (CancellationException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case OAuthException failure -> throw new OAuthException(failure.kind(), failure.text(), e);
        case StorageException failure -> throw new StorageException(failure.text(), e);
        case null, default -> throw new IllegalStateException("a login failed in its own way", e);
      }
    }
  }
}
