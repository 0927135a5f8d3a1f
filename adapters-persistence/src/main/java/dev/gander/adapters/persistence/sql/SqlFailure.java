package dev.gander.adapters.persistence.sql;

import java.sql.SQLException;

/// A failure of the database, where nothing can be declared: in functions and streams.
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
