package dev.gander.adapters.http.frame;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The streams of an HTTP/2 connection of which a side has still to end (RFC 9113, 5.1). Helidon
/// knows them too, but forgets them a little later, and does not tell. Any thread.
public final class Http2Streams {
  private final Map<Integer, Stream> streams = new HashMap<>();
  private int last;

  private static final class Stream {
    private boolean isRequestOpen = true;
    private boolean isAnswerOpen = true;
    private boolean isReset;
  }

  /// A head comes from the client: that of a request, or what follows its body.
  synchronized void head(int stream) {
    if (isIdle(stream)) {
      last = stream;
      streams.put(stream, new Stream());
    }
  }

  private boolean isIdle(int stream) {
    return stream > last;
  }

  /// The client has nothing more to say.
  synchronized void requestEnds(int stream) {
    Stream known = streams.get(stream);
    if (known != null) {
      known.isRequestOpen = false;
      forget(stream, known);
    }
  }

  /// The client gives the request up.
  synchronized void reset(int stream) {
    Stream known = streams.get(stream);
    if (known != null) {
      known.isReset = true;
      requestEnds(stream);
    }
  }

  synchronized void answerEnds(int stream) {
    Stream known = streams.get(stream);
    if (known != null) {
      known.isAnswerOpen = false;
      forget(stream, known);
    }
  }

  private void forget(int stream, Stream known) {
    if (!known.isRequestOpen && !known.isAnswerOpen) {
      streams.remove(stream);
    }
  }

  /// Whether there was a request, and all of it has come or been given up.
  synchronized boolean hasRequestEnded(int stream) {
    Stream known = streams.get(stream);
    return known == null ? stream % 2 == 1 && !isIdle(stream) : !known.isRequestOpen;
  }

  /// The newest request.
  synchronized int last() {
    return last;
  }

  /// Whether the client still waits for the answer, or for more of it.
  synchronized boolean isAwaited(int stream) {
    @Nullable Stream known = streams.get(stream);
    return known != null && known.isAnswerOpen && !known.isReset;
  }
}
