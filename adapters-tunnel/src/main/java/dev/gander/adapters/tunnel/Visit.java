package dev.gander.adapters.tunnel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.System.Logger.Level;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// One request from its beginning to the end of its answer, on a thread of its own.
final class Visit {
  private static final System.Logger LOG = System.getLogger(Visit.class.getName());

  /// In bytes; such an answer is held in memory, since each chunk says how many there are.
  private static final int LONGEST_ANSWER = 100 << 20;

  private static final int PIECE = 1 << 16;

  private final VisitorRequest request;
  private final ServerDoor door;
  private final RelaySocket socket;
  private final Semaphore longAnswers;
  private volatile boolean isStream;

  /// @param longAnswers a permit for each long answer that is held in memory
  Visit(VisitorRequest request, ServerDoor door, RelaySocket socket, Semaphore longAnswers) {
    this.request = request;
    this.door = door;
    this.socket = socket;
    this.longAnswers = longAnswers;
  }

  VisitorRequest request() {
    return request;
  }

  /// Whether the answer is a stream of events, which may never end by itself.
  boolean isStream() {
    return isStream;
  }

  /// Until the answer is complete, the relay is gone, or the thread is interrupted.
  void run() throws InterruptedException {
    try {
      answer();
    } catch (RelayGone e) {
      LOG.log(Level.DEBUG, "a visitor is not answered: {0}", e.reason());
    }
  }

  private void answer() throws RelayGone, InterruptedException {
    try {
      HttpResponse<InputStream> answer = door.ask(request);
      AnswerFrames frames =
          AnswerFrames.of(request.id(), socket, answer.statusCode(), answer.headers());
      try (InputStream body = answer.body()) {
        if (isEvents(answer)) {
          isStream = true;
          stream(body, frames);
        } else {
          whole(body, frames);
        }
      }
    } catch (TurnedAway e) {
      AnswerFrames.refuse(request.id(), socket, e.status(), e.reason());
    } catch (CharacterCodingException _) {
      AnswerFrames.refuse(
          request.id(), socket, 502, "The answer is not text, which alone passes the tunnel");
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(Level.WARNING, "the server did not answer a visitor of the tunnel", e);
      AnswerFrames.refuse(request.id(), socket, 502, "The server did not answer");
    }
  }

  private static boolean isEvents(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("content-type")
        .filter(type -> type.startsWith("text/event-stream"))
        .isPresent();
  }

  /// What has been sent cannot be taken back: a stream that breaks ends like any other, and its
  /// reader misses the last event.
  private void stream(InputStream body, AnswerFrames frames)
      throws RelayGone, InterruptedException {
    int index = 0;
    try (Reader text = new InputStreamReader(body, StandardCharsets.UTF_8)) {
      char[] piece = new char[PIECE];
      for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
        frames.piece(index, new String(piece, 0, length));
        index++;
      }
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      LOG.log(Level.DEBUG, "a stream to a visitor of the tunnel broke", e);
    }
    frames.end(index);
  }

  private void whole(InputStream body, AnswerFrames frames)
      throws IOException, RelayGone, InterruptedException {
    byte[] beginning = body.readNBytes(AnswerFrames.LONGEST_CHUNK);
    if (beginning.length < AnswerFrames.LONGEST_CHUNK) {
      frames.whole(WholeText.of(beginning, AnswerFrames.LONGEST_CHUNK).chunk(0));
      return;
    }
    longAnswers.acquire();
    try {
      byte[] rest = body.readNBytes(LONGEST_ANSWER);
      if (rest.length == LONGEST_ANSWER) {
        AnswerFrames.refuse(request.id(), socket, 502, "The answer is too long for the tunnel");
        return;
      }
      byte[] all = Arrays.copyOf(beginning, beginning.length + rest.length);
      System.arraycopy(rest, 0, all, beginning.length, rest.length);
      chunks(WholeText.of(all, AnswerFrames.LONGEST_CHUNK), frames);
    } finally {
      longAnswers.release();
    }
  }

  private static void chunks(WholeText text, AnswerFrames frames)
      throws RelayGone, InterruptedException {
    for (int i = 0; i < text.count(); i++) {
      frames.chunk(i, text.count(), text.chunk(i));
    }
  }
}
