package dev.gander.provider.kit.wire;

import dev.gander.domain.message.Message;
import java.lang.ref.SoftReference;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers how the messages of the last request were written: every request contains the whole
/// conversation, which mostly grows at its end. Messages are compared by identity, and this memory
/// is the first to be given up. Any thread.
public final class WrittenMessages {
  private static final int LONGEST = 64 * 1024;
  private volatile SoftReference<IdentityHashMap<Message, Payload>> last =
      new SoftReference<>(new IdentityHashMap<>());

  /// Starts writing one request.
  public Pass begin() {
    IdentityHashMap<Message, Payload> known = last.get();
    return new Pass(known == null ? new IdentityHashMap<>() : known);
  }

  /// One request. One thread.
  public final class Pass {
    private final IdentityHashMap<Message, Payload> known;
    private final IdentityHashMap<Message, Payload> next;

    private Pass(IdentityHashMap<Message, Payload> known) {
      this.known = known;
      this.next = new IdentityHashMap<>(known.size() + 16);
    }

    public @Nullable Payload find(Message message) {
      Payload written = known.get(message);
      if (written != null) {
        next.put(message, written);
      }
      return written;
    }

    public void remember(Message message, Payload written) {
      if (written.length() <= LONGEST) {
        next.put(message, written);
      }
    }

    /// A short side question must not displace the conversation.
    public void end() {
      if (next.size() >= known.size() / 2) {
        last = new SoftReference<>(next);
      }
    }
  }
}
