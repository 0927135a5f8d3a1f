package dev.gander.adapters.http;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Reads a stream of server-sent events the way clients of goosed do.
final class SseClient implements AutoCloseable {
  /// One event; `id` is empty when the frame had none.
  record Event(Optional<String> id, JsonObject json) {
    String type() {
      return json.text("type").orElseThrow();
    }
  }

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private SseClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  static SseClient open(TestServer server, HttpRequest.Builder request) {
    try {
      return new SseClient(server.client().send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int status() {
    return response.statusCode();
  }

  /// The next event, heartbeats left out; empty at the end.
  Optional<Event> next() {
    Optional<String> id = Optional.empty();
    for (String line = read(); line != null; line = read()) {
      if (line.startsWith("id: ")) {
        id = Optional.of(line.substring(4));
      } else if (line.startsWith("data: ") && !line.equals("data: {\"type\":\"Ping\"}")) {
        return Optional.of(new Event(id, (JsonObject) JsonText.parse(line.substring(6))));
      }
    }
    return Optional.empty();
  }

  /// The next line that fits, whatever it is.
  String line(Predicate<String> fits) {
    String line = read();
    while (line != null && !fits.test(line)) {
      line = read();
    }
    return line;
  }

  /// Whether nothing comes for that long.
  boolean isSilentFor(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (response.body().available() > 0) {
          return false;
        }
        LockSupport.parkNanos(1_000_000);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read() {
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The events up to the end of a turn.
  List<Event> untilFinish() {
    List<Event> events = new ArrayList<>();
    do {
      events.add(next().orElseThrow());
    } while (!events.getLast().type().equals("Finish"));
    return events;
  }

  List<Event> rest() {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
