package dev.gander.adapters.http.call;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The body of a request before anybody has read it.
public interface UnreadBody {
  /// The `Content-Type` header; null if there is none.
  @Nullable String type();

  /// The value of `Content-Length`; -1 if there is none.
  long declaredLength();

  /// Read at most once.
  InputStream stream() throws IOException;
}
