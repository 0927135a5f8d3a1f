package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A second transport, for tests: a line of JSON asks, lines of JSON answer, and a peer that closes
/// its end has left. It knows the use cases and nothing of HTTP.
///
/// `{"do":"say","session":ID,"text":TEXT}` starts a turn that belongs to the peer;
/// `{"do":"follow","session":ID}` follows a session; `{"do":"cancel","session":ID,"request":ID}`
/// ends a turn.
final class StdioTransport {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final UseCases.Turns turns;
  private final InputStream in;
  private final PrintStream out;
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private final Thread thread;

  private StdioTransport(UseCases use, InputStream in, OutputStream out) {
    this.turns = use.turns();
    this.in = in;
    this.out = new PrintStream(out, true, UTF_8);
    this.thread = Thread.ofVirtual().unstarted(this::serve);
  }

  static StdioTransport start(UseCases use, InputStream in, OutputStream out) {
    StdioTransport transport = new StdioTransport(use, in, out);
    transport.thread.start();
    return transport;
  }

  private void serve() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonFields fields = JsonFields.of(JsonText.parse(line));
        try {
          handle(fields);
        } catch (GanderException e) {
          tell("refused", e.text());
        }
      }
    } catch (IOException _) {
      // The peer has left.
    } finally {
      leave();
    }
  }

  private void handle(JsonFields fields) {
    SessionId session = new SessionId(fields.text("session"));
    switch (fields.text("do")) {
      case "say" -> say(session, fields.text("text"));
      case "follow" -> follow(turns.follow().follow(session, 0));
      case "cancel" -> turns.cancel().cancel(session, fields.text("request"));
      case String other -> tell("unknown", other);
    }
  }

  private void say(SessionId session, String text) {
    Message message = Message.user("stdio", 1, new Content.Text(text));
    OwnedTurn turn = turns.start().own(new TurnRequest(session, message, null), Admission.REFUSE);
    open.add(turn);
    Thread.ofVirtual().start(() -> tellNews(turn));
  }

  private void tellNews(OwnedTurn turn) {
    try (turn) {
      TurnNews news = turn.next(PATIENCE);
      while (!(news instanceof TurnNews.Over)) {
        if (news instanceof TurnNews.Told(TurnEvent event)) {
          tell(event);
        }
        news = turn.next(PATIENCE);
      }
      tell("over", "");
    } catch (InterruptedException _) {
      // Nobody waits for more.
    }
  }

  private void follow(Subscription subscription) {
    open.add(subscription);
    Thread.ofVirtual().start(() -> tellEvents(subscription));
  }

  private void tellEvents(Subscription subscription) {
    try (subscription) {
      while (!subscription.hasEnded() && thread.isAlive()) {
        Optional<SessionEvent> next = subscription.next(PATIENCE);
        next.ifPresent(this::tell);
      }
    } catch (InterruptedException _) {
      // Nobody waits for more.
    }
  }

  private void tell(SessionEvent event) {
    switch (event) {
      case SessionEvent.ActiveRequests(List<String> ids) -> tell("active", String.join(" ", ids));
      case SessionEvent.Published published -> tell(published.event());
      case SessionEvent.TooFarBehind _ -> tell("behind", "");
    }
  }

  private void tell(TurnEvent event) {
    switch (event) {
      case TurnEvent.MessageArrived(Message message, var _) -> tell("message", message.text());
      case TurnEvent.Failed(var _, String text) -> tell("failed", text);
      case TurnEvent other -> tell(other.getClass().getSimpleName(), "");
    }
  }

  private synchronized void tell(String what, String text) {
    out.println(JsonText.write(JsonObject.of("what", Json.of(what)).with("text", Json.of(text))));
  }

  private void leave() {
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  void close() throws IOException, InterruptedException {
    in.close();
    thread.join();
  }
}
