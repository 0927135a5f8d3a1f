package dev.gander.adapters.persistence.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reads the row at which a result stands; does not move it.
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {
  T read(ResultSet row) throws SQLException;
}
