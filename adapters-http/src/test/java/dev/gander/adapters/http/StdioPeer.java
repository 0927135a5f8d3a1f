package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.application.api.UseCases;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/// Somebody at the other end of a [StdioTransport].
final class StdioPeer {
  private final StdioTransport transport;
  private final PrintStream input;
  private final BufferedReader output;

  StdioPeer(UseCases use) throws IOException {
    Pipe in = Pipe.open();
    Pipe out = Pipe.open();
    input = new PrintStream(Channels.newOutputStream(in.sink()), true, UTF_8);
    output =
        new BufferedReader(new InputStreamReader(Channels.newInputStream(out.source()), UTF_8));
    transport =
        StdioTransport.start(
            use, Channels.newInputStream(in.source()), Channels.newOutputStream(out.sink()));
  }

  void say(SessionId session, String text) {
    input.println("{\"do\":\"say\",\"session\":\"" + session + "\",\"text\":\"" + text + "\"}");
  }

  void follow(SessionId session) {
    input.println("{\"do\":\"follow\",\"session\":\"" + session + "\"}");
  }

  void cancel(SessionId session, String request) {
    input.println(
        "{\"do\":\"cancel\",\"session\":\"" + session + "\",\"request\":\"" + request + "\"}");
  }

  /// The next line, as `WHAT` or `WHAT TEXT`.
  String line() throws IOException {
    JsonObject line = (JsonObject) JsonText.parse(output.readLine());
    return (line.text("what").orElseThrow() + " " + line.text("text").orElseThrow()).strip();
  }

  /// The connection breaks.
  void leave() {
    input.close();
  }

  void close() throws IOException, InterruptedException {
    leave();
    transport.close();
  }
}
