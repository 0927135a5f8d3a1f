package dev.gander.adapters.cli.session;

import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.util.List;

/// Where sessions are. They have the JSON form of `GET /sessions/{id}`. Whatever is refused is a
/// [dev.gander.domain.error.GanderException] that says why, and a server that cannot be reached an
/// [IOException].
interface SessionShelf extends AutoCloseable {
  /// All sessions without their messages, the most recently changed first.
  List<JsonObject> list() throws IOException, InterruptedException;

  /// Sessions in which one of the words is said, at most so many.
  List<JsonObject> search(String words, int limit) throws IOException, InterruptedException;

  /// A session with its messages in `conversation`.
  JsonObject show(String id) throws IOException, InterruptedException;

  /// A document that [#add] takes.
  String export(String id) throws IOException, InterruptedException;

  /// Stores an export, or the transcript of another agent.
  ///
  /// @return the session
  JsonObject add(String document) throws IOException, InterruptedException;

  /// Ends what runs in the session, and deletes it.
  void delete(String id) throws IOException, InterruptedException;

  @Override
  void close();
}
