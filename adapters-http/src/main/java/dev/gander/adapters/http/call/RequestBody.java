package dev.gander.adapters.http.call;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The body of a request before anybody has read it.
public interface RequestBody {
  /// The `Content-Type` header; null if there is none.
  @Nullable String type();

  /// What `Content-Length` says; -1 if it says nothing.
  long declaredLength();

  /// Read at most once.
  InputStream stream() throws IOException;
}
