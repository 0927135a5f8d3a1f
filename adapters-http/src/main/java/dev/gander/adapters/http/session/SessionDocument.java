package dev.gander.adapters.http.session;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Pieces;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/// A session with its messages in wire form. Only the bytes and one message are held in memory: the
/// JSON tree of a long conversation would be several times as large.
final class SessionDocument {
  private static final String CONVERSATION = "conversation";

  private SessionDocument() {}

  /// The session's JSON.
  static Answer plain(Session session, Iterator<Message> messages) {
    return answer(
        out -> JsonText.write(SessionJson.write(session), CONVERSATION, items(messages), out));
  }

  /// A JSON string that contains the session's JSON over several lines.
  static Answer quoted(Session session, Iterator<Message> messages) {
    return answer(
        out -> {
          out.write('"');
          JsonObject head = SessionJson.write(session);
          JsonText.pretty(head, CONVERSATION, items(messages), new QuotedText(out));
          out.write('"');
        });
  }

  /// The session's JSON over several lines, if it is short enough to share.
  ///
  /// @throws Unavailable if it is too long
  static String shareable(Session session, Iterator<Message> messages) {
    BoundedBytes bytes = new BoundedBytes(SharedTexts.MOST_BYTES);
    write(
        out -> JsonText.pretty(SessionJson.write(session), CONVERSATION, items(messages), out),
        bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private static Answer answer(Writing writing) {
    Pieces body = new Pieces();
    write(writing, body);
    return Answer.pieces(Answer.JSON, body);
  }

  private static void write(Writing writing, OutputStream out) {
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Iterator<? extends Json> items(Iterator<Message> messages) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return messages.hasNext();
      }

      @Override
      public Json next() {
        return MessageJson.write(messages.next());
      }
    };
  }

  /// Throws when there is too much.
  private static final class BoundedBytes extends ByteArrayOutputStream {
    private final int most;

    BoundedBytes(int most) {
      this.most = most;
    }

    @Override
    public synchronized void write(byte[] text, int from, int length) {
      if (length > most - count) {
        throw new InvalidInput(
            "The session is longer than the %d bytes that can be shared".formatted(most));
      }
      super.write(text, from, length);
    }

    @Override
    public synchronized void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }
  }

  /// Escapes JSON text for use inside a string: its only control characters are line breaks.
  private static final class QuotedText extends OutputStream {
    private final OutputStream out;
    private final byte[] escaped = new byte[8 << 10];

    QuotedText(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] text, int from, int length) throws IOException {
      int end = 0;
      for (int i = from; i < from + length; i++) {
        if (end > escaped.length - 2) {
          out.write(escaped, 0, end);
          end = 0;
        }
        byte next = text[i];
        if (next == '"' || next == '\\' || next == '\n') {
          escaped[end++] = '\\';
        }
        escaped[end++] = next == '\n' ? (byte) 'n' : next;
      }
      out.write(escaped, 0, end);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }
  }
}
