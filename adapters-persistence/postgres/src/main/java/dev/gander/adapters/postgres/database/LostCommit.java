package dev.gander.adapters.postgres.database;

/// A transaction of which nothing was stored, or may still be stored: whoever wants it tries again.
final class LostCommit extends RuntimeException {
  private static final long serialVersionUID = 1;

  LostCommit() {
    super("the connection broke during a commit");
  }
}
