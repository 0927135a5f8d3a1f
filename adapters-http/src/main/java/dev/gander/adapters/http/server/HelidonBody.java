package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.UnreadBody;
import dev.gander.adapters.http.stream.ClientStalls;
import dev.gander.adapters.http.stream.ClientWatch;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of a Helidon request, which distinguishes the ways in which a connection fails.
record HelidonBody(ServerRequest request, ClientWatch watch, Duration patience)
    implements UnreadBody {
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
    InputStream paced = new PacedBody(request.content().inputStream(), watch, patience);
    return new FilterInputStream(paced) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return super.read(bytes, offset, length);
        } catch (ClientStalls e) {
          throw new SlowBody(e);
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
