package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.json.jackson.JsonFrame;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Writes the messages of one stream. The fragments of an answer differ in a text only, so what
/// stands around it is written once. One thread.
final class MessageBodies {
  private final Form form;
  private @Nullable Fragments last;

  /// What events of a turn are as JSON.
  interface Form {
    JsonObject of(String requestId, MessageArrived event);
  }

  MessageBodies(Form form) {
    this.form = form;
  }

  /// @param frame null if the fragments have none
  private record Fragments(String requestId, MessageArrived first, @Nullable JsonFrame frame) {
    boolean continueWith(String request, MessageArrived event) {
      return first.message().isLike(event.message())
          && first.tokens().equals(event.tokens())
          && requestId.equals(request);
    }
  }

  /// @param requestId the client's id for the turn
  SseFrame.Body body(String requestId, MessageArrived event) {
    Content.Text text = event.message().words();
    JsonFrame frame = text == null ? null : frame(requestId, event);
    return frame == null || text == null
        ? out -> JsonText.write(form.of(requestId, event), out)
        : new Framed(frame, text.text());
  }

  /// No lambda: making one for each word takes longer than writing it.
  private record Framed(JsonFrame frame, String text) implements SseFrame.Body {
    @Override
    public void write(OutputStream out) throws IOException {
      frame.write(text, out);
    }
  }

  private @Nullable JsonFrame frame(String requestId, MessageArrived event) {
    Fragments known = last;
    if (known == null || !known.continueWith(requestId, event)) {
      known = new Fragments(requestId, event, JsonFrame.of(words -> with(words, requestId, event)));
      last = known;
    }
    return known.frame();
  }

  private JsonObject with(String words, String requestId, MessageArrived event) {
    return form.of(requestId, new MessageArrived(event.message().withWords(words), event.tokens()));
  }
}
