package dev.gander.adapters.http.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A client did not read or send in time. Its connection is no longer usable.
public final class ClientStalls extends IOException {
  private static final long serialVersionUID = 1;

  public ClientStalls(@Nullable Throwable cause) {
    super("the client stalls", cause);
  }
}
