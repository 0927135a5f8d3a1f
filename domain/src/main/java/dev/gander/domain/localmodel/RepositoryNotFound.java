package dev.gander.domain.localmodel;

import dev.gander.domain.error.NotFound;

/// The hub has no such repository, or does not show it to this user.
public final class RepositoryNotFound extends NotFound {
  private static final long serialVersionUID = 1;

  /// @param reason in the hub's words
  public RepositoryNotFound(RepositoryName repository, String reason) {
    super("repository " + repository.text() + ": " + reason);
  }
}
