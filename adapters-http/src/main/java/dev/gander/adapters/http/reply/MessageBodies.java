package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the messages of one stream. The fragments of a message differ in a text only, so what
/// stands around it is written once and copied. One thread.
final class MessageBodies {
  /// Of private use, and so hardly part of a message.
  private static final String GAP = "\uE000\uE001\uE000";

  /// In chars. A longer text is written in pieces.
  private static final int LONGEST = 4096;

  private @Nullable Surroundings last;

  /// @param requestId tells apart what `form` writes of it
  /// @param form the whole event as JSON
  SseFrame.Body body(
      MessageArrived event, String requestId, Function<MessageArrived, JsonObject> form) {
    Content.Text text = onlyFragment(event.message());
    if (text == null) {
      return out -> JsonText.write(form.apply(event), out);
    }
    Surroundings known = last;
    if (known == null || !known.fit(event, text, requestId)) {
      known = Surroundings.of(event, text, requestId, form);
      last = known;
    }
    return known == null
        ? out -> JsonText.write(form.apply(event), out)
        : known.around(text.text());
  }

  private static Content.@Nullable Text onlyFragment(Message message) {
    List<Content> content = message.content();
    return content.size() == 1
            && content.getFirst() instanceof Content.Text text
            && text.text().length() <= LONGEST
        ? text
        : null;
  }

  private record Surroundings(
      MessageArrived example, Content.Text text, String requestId, byte[] before, byte[] after) {

    /// Null if the message itself contains the mark that is put in place of its text.
    static @Nullable Surroundings of(
        MessageArrived event,
        Content.Text text,
        String requestId,
        Function<MessageArrived, JsonObject> form) {
      Message marked = event.message().withContent(List.of(new Content.Text(GAP, text.other())));
      String json = JsonText.write(form.apply(new MessageArrived(marked, event.tokens())));
      int gap = json.indexOf(GAP);
      return gap == json.lastIndexOf(GAP)
          ? new Surroundings(
              event,
              text,
              requestId,
              utf8(json.substring(0, gap)),
              utf8(json.substring(gap + GAP.length())))
          : null;
    }

    boolean fit(MessageArrived event, Content.Text other, String request) {
      Message message = event.message();
      Message known = example.message();
      return message.created() == known.created()
          && message.role() == known.role()
          && Objects.equals(message.id(), known.id())
          && message.metadata().equals(known.metadata())
          && other.other().equals(text.other())
          && event.tokens().equals(example.tokens())
          && request.equals(requestId);
    }

    SseFrame.Body around(String inside) {
      return out -> {
        out.write(before);
        JsonText.writeInside(inside, out);
        out.write(after);
      };
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
