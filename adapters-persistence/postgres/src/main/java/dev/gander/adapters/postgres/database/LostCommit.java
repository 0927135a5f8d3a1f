package dev.gander.adapters.postgres.database;

import org.jdbi.v3.core.JdbiException;

/// A transaction of which nothing was stored, or may still be stored: whoever wants it tries again.
final class LostCommit extends JdbiException {
  private static final long serialVersionUID = 1;

  LostCommit() {
    super("the connection broke during a commit");
  }
}
