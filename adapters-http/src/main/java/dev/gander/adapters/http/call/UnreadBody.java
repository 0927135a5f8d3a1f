package dev.gander.adapters.http.call;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The body of a request before it is read.
public interface UnreadBody {
  /// The `Content-Type` header; null if there is none.
  @Nullable String type();

  /// The value of `Content-Length`; -1 if there is none.
  long declaredLength();

  /// Call at most once.
  InputStream stream() throws IOException;
}
