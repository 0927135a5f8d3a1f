package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.json.jackson.JsonFrame;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the messages of one stream. The fragments of an answer differ in a text only, so what
/// stands around it is written once. One thread.
final class MessageBodies {
  /// In chars. A longer text is not copied.
  private static final int LONGEST = 4096;

  private @Nullable Fragments last;

  /// @param frame null if the fragments have none
  private record Fragments(MessageArrived first, String requestId, @Nullable JsonFrame frame) {
    boolean continueWith(MessageArrived event, String request) {
      return first.message().isLike(event.message())
          && first.tokens().equals(event.tokens())
          && requestId.equals(request);
    }
  }

  /// @param requestId the part of what `form` writes that is not of the event
  /// @param form the whole event as JSON
  SseFrame.Body body(
      MessageArrived event, String requestId, Function<MessageArrived, JsonObject> form) {
    Content.Text text = event.message().onlyText();
    JsonFrame frame =
        text == null || text.text().length() > LONGEST ? null : frame(event, requestId, form);
    return frame == null || text == null
        ? out -> JsonText.write(form.apply(event), out)
        : new Framed(frame, text.text());
  }

  /// No lambda: making one for each word takes longer than writing it.
  private record Framed(JsonFrame frame, String text) implements SseFrame.Body {
    @Override
    public void write(OutputStream out) throws IOException {
      frame.write(text, out);
    }
  }

  private @Nullable JsonFrame frame(
      MessageArrived event, String requestId, Function<MessageArrived, JsonObject> form) {
    Fragments known = last;
    if (known == null || !known.continueWith(event, requestId)) {
      Message message = event.message();
      known =
          new Fragments(
              event,
              requestId,
              JsonFrame.of(
                  words ->
                      form.apply(new MessageArrived(message.withOnlyText(words), event.tokens()))));
      last = known;
    }
    return known.frame();
  }
}
