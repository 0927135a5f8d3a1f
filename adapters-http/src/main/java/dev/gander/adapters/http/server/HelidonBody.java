package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.RequestBody;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The body of a Helidon request, with the failures of a connection told apart.
record HelidonBody(ServerRequest request) implements RequestBody {
  @Override
  public @Nullable String type() {
    return request.headers().first(HeaderNames.CONTENT_TYPE).orElse(null);
  }

  @Override
  public long declaredLength() {
    return request.headers().contentLength().orElse(-1);
  }

  @Override
  public InputStream stream() {
    return new FilterInputStream(request.content().inputStream()) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return super.read(bytes, offset, length);
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
          throw new IOException("the body broke off", e);
        } catch (RuntimeException e) {
          // Helidon reports broken chunks by exceptions of several kinds.
          throw new UnreadableBody(e);
        }
      }
    };
  }
}
