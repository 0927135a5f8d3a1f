package dev.gander.adapters.http.peer;

import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonObject;

/// Serves the clients of `/acp`, which are given to it here; implemented outside.
@FunctionalInterface
public interface AcpService {
  /// Opens a connection.
  ///
  /// @param caller for whom it works
  Peer connect(Client client, Caller caller);

  /// The client's end of a connection.
  interface Client {
    /// Sends one message. May block while the client does not read; a message to a client that is
    /// gone is dropped. Called by one thread at a time.
    ///
    /// @param message tells its method, id and session; the words in it may be those of an earlier
    ///   fragment of the same answer
    /// @param text the message as compact JSON without line breaks
    /// @param isFollowed whether the next message follows at once, so that both may leave together
    void send(JsonObject message, String text, boolean isFollowed);

    /// Cuts the client off. Any thread; returns at once.
    void cutOff();
  }

  /// The server's end of a connection.
  interface Peer extends AutoCloseable {
    /// Takes the text of a message, or several lines of them; from one thread at a time. Does not
    /// wait for answers.
    void receive(String text);

    /// Takes a message that has been parsed already, like its text.
    void receive(JsonObject message);

    /// The client is gone. Idempotent.
    @Override
    void close();
  }
}
